/** The demo people that the frame around the phone offers; scripts/seed puts them into the demo city. */
export interface Identity {
  /** What the local cloud takes as the WeChat account. */
  openid: string;
  label: string;
  role: 'worker' | 'cadre' | 'gate' | 'judge' | 'official' | 'admin' | 'stranger';
}

export const identities: readonly Identity[] = [
  { openid: 'demo-worker-chen', label: '职工 陈建国', role: 'worker' },
  { openid: 'demo-worker-li', label: '职工 李秀英', role: 'worker' },
  { openid: 'demo-worker-aerken', label: '职工 阿尔肯·买买提', role: 'worker' },
  { openid: 'demo-cadre-wang', label: '工会干部 王敏', role: 'cadre' },
  { openid: 'demo-cadre-liu', label: '机床厂工会干部 刘建华', role: 'cadre' },
  { openid: 'demo-gate-zhao', label: '场馆人员 赵强', role: 'gate' },
  { openid: 'demo-judge-sun', label: '评委 孙雅琴', role: 'judge' },
  { openid: 'demo-official-zhou', label: '裁判 周立新', role: 'official' },
  { openid: 'demo-admin-wu', label: '系统管理员 吴晓', role: 'admin' },
  { openid: 'demo-stranger', label: '还没有入会的人', role: 'stranger' },
];
