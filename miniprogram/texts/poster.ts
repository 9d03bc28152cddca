/** Words of the poster page. */
export const posterTexts = {
  label: '海报',
  save: '保存到相册',
  preview: '点海报看大图',
  drawing: '正在画海报',
  places: '个名额',
  hint: '微信扫一扫\n报名参加',
};
