/** Words of the sign-up form 报名表. */
export const formTexts = {
  title: '报名表',
  optional: '选填',
  pickDate: '请选择日期',
  upTo: (most: number) => `最多选 ${most} 项`,
  intro: (count: number) => `报名前请回答 ${count} 个问题，只有主办单位能看到。`,
  kept: '已填好您上次的回答，请看一遍',
  missing: (count: number) => `还有 ${count} 处要填`,
  number: '填数字',
  gone: '没有打开这张报名表',
};
