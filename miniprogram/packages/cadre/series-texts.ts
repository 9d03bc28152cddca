/** Words of 系列限报: how many activities of a series one person may take part in. */
export const seriesTexts = {
  label: '同一系列限报',
  none: '不限',
  noneNote: '每个人想报几个活动都行',
  rule: (name: string, most: number) => `“${name}”每人最多 ${most} 项`,
  title: '算在哪个系列里',
  note: '同一系列的活动，每个人最多报其中几项；候补和申请也算，退掉就空出来。发布后不能改。',
  rowNote: (most: number, organiser: string) => `每人最多 ${most} 项 · ${organiser}`,
  make: '新建系列',
  nameLabel: '系列名称',
  nameHint: '如 2027 职工运动季',
  nameFault: (most: number) => `系列名称写 2–${most} 个字`,
  mostLabel: '每人最多报几项',
  fewer: '少一项',
  more: '多一项',
  go: '新建并选用',
  back: '选已有的系列',
};
