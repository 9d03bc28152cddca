interface ProgrammeText {
  lead: string;
  now: string;
  later: { title: string; text: string }[];
}

/** What each front programme is, and what of it comes with a later version. */
export const programmeTexts: Record<Exclude<Api.Activity.Programme, 'general'>, ProgrammeText> = {
  reading: {
    lead: '每天读一点，把好书读进班组里。',
    now: '读书活动和讲座可以报名了。',
    later: [
      { title: '工友的读后感', text: '一起读同一本书，看看工友怎么说' },
      { title: '读书之星和书香企业', text: '按规则推荐，公示后表彰' },
    ],
  },
  contest: {
    lead: '站上台，唱出咱们工人的歌。',
    now: '赛前培训和观赛名额可以报名了。',
    later: [
      { title: '曲目报送和抽签', text: '出场顺序公开抽，人人可以验证' },
      { title: '现场评分', text: '去掉最高分和最低分，当场公布' },
      { title: '群众投票', text: '一人一票，每张选票都查得到' },
    ],
  },
  meet: {
    lead: '跑起来，跳起来，为单位争光。',
    now: '项目体验和观赛名额可以报名了。',
    later: [
      { title: '项目报名和编排', text: '按组别和限报规则，自动分组分道' },
      { title: '检录和成绩', text: '成绩一出就到手机上' },
      { title: '团体总分和纪录', text: '积分榜随时看，破纪录有标记' },
    ],
  },
};

export const programmeWords = {
  running: '最近的活动',
  later: '后面会有',
  laterNote: '以下功能将在后续版本开放',
  laterTag: '后续版本',
  emptyTitle: '现在没有报名中的活动',
  emptyText: '新活动发布后会出现在这里，也可以看看其他活动。',
  showAll: '看全部活动',
};
