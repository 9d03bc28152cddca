/** Words of entering by Excel. */
export const sheetTexts = {
  way: '用 Excel 报名',
  wayNote: '下载模板，填好一次导入',
  steps: ['下载模板，在电脑上填', '填好的文件发到微信（如“文件传输助手”）', '选文件，一次导入'],
  template: '下载报名模板',
  making: '请稍候…',
  rules: [
    '一人报一项写一行，报几项写几行；接力、拔河一队几个人写几行。',
    '新加的人写性别和出生日期；已在名单里的不用再写。',
    '重名才写工号；同一项目报两个队时，队写 1、2。',
    '已经报过的不会重复报，写了新成绩就换成新的。没写进表里的不会撤销。',
  ],
  rulesTitle: '怎么填',
  privacy: '出生日期只用来核对组别，加密保存；文件读完就删除。',
  choose: '选填好的文件',
  rechoose: '换一个',
  go: '导入报名',
  faults: '一行都没有导入。改好下面这些，再选一次文件：',
  fault: (line: number, why: string) => (line === 0 ? why : `第 ${line} 行：${why}`),
  done: '已导入',
};
