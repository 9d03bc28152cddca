/** Words of the poster page. */
export const posterTexts = {
  label: '海报',
  save: '保存到相册',
  preview: '点海报看大图',
  drawing: '正在画海报',
  saved: '已保存到相册',
  notSaved: '没有保存成功，请再试一次',
  albumTitle: '需要相册权限',
  albumText: '打开“添加到相册”的权限，才能把海报存进手机。',
  albumOpen: '去打开',
  places: '个名额',
  hint: '微信扫一扫\n报名参加',
};
