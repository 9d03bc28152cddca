/** Words of the big screen. */
export const hallTexts = {
  on: '正在演出',
  last: '最后得分',
  together: '得分公布',
  next: '准备上场',
  standings: '目前名次',
  noScore: '还没有公布得分',
  held: (count: number) => `前 ${count} 个节目演完后一起公布得分`,
  soon: '比赛即将开始',
  over: '这一轮已经结束',
  corrected: '（更正）',
  away: '网络中断，正在重新连接',
  noToken: '大屏地址不完整\n请在手机上重新接入大屏，复制完整地址打开',
  meet: {
    latest: '最新公告',
    totals: '团体总分',
    soon: '比赛进行中，成绩公告后显示',
    records: '破纪录',
    pending: '待确认',
    done: (count: number, all: number) => `已公告 ${count}/${all} 项`,
  },
  number: (number: number) => `${number} 号`,
};
