/** Words of a union's code for 扫码入会. */
export const joinCodeTexts = {
  link: '入会码',
  linkNote: '给没有单位的工友扫',
  label: (union: string) => `${union}的入会码`,
  sheet: '扫码入会',
  sheetLines: ['没有单位，也能加入工会', '骑手、司机、家政、工地上的工友，', '微信扫一扫，填三项，7 天内答复。'],
  how: '贴在驿站、工地、休息室',
  howText: '扫这个码的人，申请直接交给本工会，在会员页的申请里答复。7 天没有答复，自动转到上一级工会。',
  preview: '点图片看大图',
  drawing: '正在画入会码',
  save: '保存到相册',
};
