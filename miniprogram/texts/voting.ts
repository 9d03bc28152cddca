/** Words about votes 投票 that several packages share. */
export const votingTexts = {
  votes: '投票',
  open: '发起投票',
  openNote: '名称、候选对象、截止时间，写好就能发',
  phases: { announced: '未开始', open: '投票中', closing: '正在计票', frozen: '已公布' },
  ballots: (count: number) => `${count} 票`,
};
