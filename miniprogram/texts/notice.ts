/** Words of 消息, on the tabs and in its own pages. */
export const noticeTexts = {
  title: '消息',
  note: '名额、活动提醒、工会通知',
  unread: (count: number) => `${count} 条没看`,
  bell: (count: number) => (count === 0 ? '消息' : `消息，${count} 条没看`),
  empty: '还没有消息',
  emptyText: '报名有了结果、活动快开始、工会发通知，都会出现在这里。',
  outside: '加入工会后才有消息',
  join: '加入工会',
  readAll: '全部标为已读',
  allRead: '都看过了',
  fresh: '未读',
  gone: '这条消息已被撤回',
};
