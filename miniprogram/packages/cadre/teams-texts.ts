/** Words about the teams of an activity, for its organiser. */
export const cadreTeamsTexts = {
  title: '队伍',
  counts: (signedUp: number, drafts: number) => `已报名 ${signedUp} 队${drafts > 0 ? ` · 组队中 ${drafts} 队` : ''}`,
  empty: '还没有人建队',
  count: (people: number) => `${people} 人`,
  states: { draft: '组队中', held: '已报名', offered: '名额待接受', waiting: '候补中' },
  waitingAt: (position: number) => `候补第 ${position} 位`,
  short: '人数不足',
  leader: '领队',
  more: '再看几队',
};
