/** Words about activities 活动. */
export const programmeNames: Record<Api.Activity.Programme, string> = {
  reading: '职工读书月',
  contest: '歌咏大赛',
  meet: '职工运动会',
  general: '文体活动',
};

export const phaseNames: Record<Api.Activity.Phase, string> = {
  announced: '即将报名',
  open: '报名中',
  closed: '报名结束',
  running: '进行中',
  ended: '已结束',
  cancelled: '已取消',
};

export const stateNames: Record<Api.Registration.State, string> = { held: '已报名', offered: '待接受', waiting: '候补中' };

export const activityTexts = {
  title: '活动',
  searchHint: '搜活动名称或地点',
  clear: '清除',
  chipLabel: '筛选活动',
  chips: { all: '全部', openNow: '可报名', myUnit: '我的单位' },
  emptyTitle: '还没有这样的活动',
  emptySearch: '换个词试试，或者看看全部活动。',
  emptyUnit: '本单位发布的活动会出现在这里。还不在工会名册里的，请先向本单位工会登记。',
  emptyAll: '新活动发布后会出现在这里，下拉可刷新。',
  showAll: '看全部活动',
  facts: { when: '时间', place: '地点', audience: '对象', places: '名额', quotaPlaces: (unit: string) => `${unit}的名额`, openPlaces: '不分单位的名额', how: '方式', contact: '联系', signUp: '报名' },
  openMap: '打开地图',
  copyPlace: '复制地址',
  call: '打电话',
  steps: '流程',
  about: '活动介绍',
  share: '转发给工友',
  card: { taken: (held: number, capacity: number) => `已报 ${held}/${capacity}`, left: (left: number) => `还剩 ${left} 个名额`, full: '名额已满，可以候补' },
  poster: '海报',
  manage: '管理',
  behalf: '代报名',
  opensIn: '距开放报名',
  batchIn: '距下一批放号',
  batch: (at: string, places: number) => `下一批 ${at} 放号 · ${places} 个`,
  allPlaces: (words: string) => `各单位合计 ${words}`,
  stateHeld: '已报名',
  stateWaiting: '候补中',
  stateIn: '已签到',
  giveUp: '取消报名',
  declineOffer: '不去了',
  leaveQueue: '退出候补',
  gone: '没有这个活动',
  goneText: '可能已经取消，或者链接不完整。',
  live: '实时更新',
  cancelledText: (reason: string | null) => `这个活动已取消${reason === null ? '' : `：${reason}`}。已报名的人不用再来。`,
};
