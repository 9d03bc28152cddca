/** Words of 导出打印. */
export const exportsTexts = {
  mine: '最近生成',
  make: '可以生成',
  none: '选下面一种，生成后能打开、转发到群里，文件保留 7 天。',
  all: (count: number) => `显示全部 ${count} 个`,
  queued: '排队中',
  running: (progress: number) => `正在生成 ${progress}%`,
  open: '打开',
  forward: '转发',
  retry: '重试',
  daysLeft: (days: number) => (days <= 0 ? '今天到期' : `还能用 ${days} 天`),
  formats: { xlsx: 'Excel', docx: 'Word' },
  go: (name: string) => `生成${name}`,
  personal: '文件里有姓名，转发前请确认对方该看。',
  kinds: {
    signIn: { name: '签到表', note: '按单位排好，打印出来现场签名' },
  },
};
