interface ProgrammeText {
  lead: string;
  now: string;
}

/** What each front programme is. */
export const programmeTexts: Record<Exclude<Api.Activity.Programme, 'general'>, ProgrammeText> = {
  reading: {
    lead: '每天读一点，把好书读进班组里。',
    now: '读书活动和讲座可以报名了。',
  },
  contest: {
    lead: '站上台，唱出咱们工人的歌。',
    now: '赛前培训和观赛名额可以报名了。',
  },
  meet: {
    lead: '跑起来，跳起来，为单位争光。',
    now: '项目体验和观赛名额可以报名了。',
  },
};

export const programmeWords = {
  running: '最近的活动',
  emptyTitle: '现在没有报名中的活动',
  emptyText: '新活动发布后会出现在这里，也可以看看其他活动。',
  showAll: '看全部活动',
};
