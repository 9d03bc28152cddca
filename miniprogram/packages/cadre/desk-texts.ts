interface Words {
  icon: string;
  title: string;
  note: string;
  /** The page; of what a subject is about, with its id. */
  url: (subject: string) => string;
}

/** 工作台: what may wait, in words, and the way to it. */
export const waitingWords: { readonly [C in Api.Desk.Counter]: Words } = {
  reviews: { icon: 'hourglass', title: '待审核', note: '报名申请等您处理', url: () => '/packages/cadre/pages/review/review' },
  appeals: { icon: 'info', title: '缺席申诉', note: '报了名没来的人有话要说，等您答复', url: () => '/packages/cadre/pages/appeals/appeals' },
  joins: { icon: 'people', title: '入会申请', note: '7 天内没有答复会转到上级工会', url: () => '/packages/cadre/pages/members/members' },
  notes: { icon: 'text', title: '读后感待看', note: '先审后发、待核或有人举报', url: (edition) => `/packages/editiondesk/pages/notes/notes?id=${edition}` },
  entries: { icon: 'song', title: '参赛节目待审', note: '歌词和视频看过才算报上', url: (contest) => `/packages/contest/pages/entries/entries?id=${contest}` },
  voids: { icon: 'shield', title: '作废选票待定', note: '要由另一个人决定', url: (vote) => `/packages/vote/pages/review/review?id=${vote}` },
  offers: { icon: 'clock', title: '名额快过期', note: '一天内不接受就给下一位，打个电话提醒', url: (activity) => `/packages/cadre/pages/manage/manage?id=${activity}` },
  works: { icon: 'edit', title: '作品征集待办', note: '收稿要看、要分评委，或结果等着公布', url: (call) => `/packages/works/pages/desk/desk?id=${call}` },
  exports: { icon: 'shield', title: '导出等您同意', note: '有很多人填写的信息，要两个人都同意', url: () => '/packages/cadre/pages/exports/exports' },
  objections: { icon: 'info', title: '公示异议', note: '公示期满前要核查答复，没有答复完不能往下走', url: (selection) => `/packages/awards/pages/objections/objections?id=${selection}` },
  scores: { icon: 'info', title: '考核申诉', note: '下级工会对得分有异议，等您答复', url: (assessment) => `/packages/balance/pages/assessment/assessment?id=${assessment}` },
};

export const deskTexts = {
  today: '今天要办',
  none: '都办完了',
  count: (title: string, count: number, most: number) => `${title} ${count}${count >= most ? '+' : ''}`,
};
