/** Words of 读书沙龙. */
export const salonTexts = {
  title: '读书沙龙',
  way: '共读、分享会、换书集市，可以报名',
  none: '近期没有读书沙龙',
  noneText: '单位或主办方办了，会出现在这里。',
  lead: '到场凭入场码签到，不另外计分。',
  held: (unit: string, held: number, ahead: number) => `${unit}本届已办 ${held} 场${ahead > 0 ? `，还有 ${ahead} 场要办` : ''}`,
  needed: (missing: number, needed: number) => (missing > 0 ? `评书香企业要办 ${needed} 场，还差 ${missing} 场` : `评书香企业要办 ${needed} 场，已经够了`),
  rule: '本单位和班组发布的“职工读书月”类活动，在本届日期里办完、没有取消的，都算一场，不用另外登记。',
  open: '办一场读书沙龙',
};
