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
  pinned: '置顶',
  gone: '这条消息已被撤回',
};

/** Words of one announcement, as its readers see it. */
export const announcementTexts = {
  title: '通知',
  from: (unit: string, when: string) => `${unit} · ${when}`,
  picture: (n: number) => `图片 ${n}，点开看大图`,
  file: '附件，点开查看',
  done: '我已办好',
  doneIs: '您已办好',
  doneNote: '办完以后点一下，工会就知道了。',
  notify: '有新通知时提醒我',
  gone: '这条通知已被撤回',
  missing: '没有找到这条通知',
  toInbox: '看其他消息',
  opened: (read: number, all: number) => `已读 ${read} / ${all}`,
  trace: '看谁还没读',
};

/** 通知我: what was answered, and what it is offered for. */
export const notifyTexts = {
  accept: '好的，到时会在微信里通知您',
  reject: '好的，不通知。消息里随时能看到',
  unavailable: '微信没有允许通知，请在右上角“···”的设置里打开',
  result: '出成绩时通知我',
  heat: '轮到我检录前通知我',
  streak: '打卡快断的晚上提醒我',
};
