import type { Milestone } from '../../domain/reading/milestones';

/** Words of milestones 里程碑 and of the reader's card. */
export const cardTexts = {
  title: '我的阅读卡',
  label: '阅读卡',
  whose: (name: string, level: string) => (name === '' ? level : `${name} · ${level}`),
  streak: (days: number) => `连续 ${days} 天`,
  begun: '开始读了',
  days: '打卡天数',
  hours: '小时',
  minutes: '分钟',
  points: '积分',
  invite: '每天读一点，一起来打卡',
  share: (headline: string, edition: string) => `${headline} · ${edition}`,
  drawing: '正在画…',
  save: '保存到相册',
  preview: '点图放大，长按可转发',
  yours: '卡上有您的姓名和成绩，发给谁由您决定。',
  none: '还没有可以画的',
  noneText: '在读书月里打一次卡，这里就有了。',
  milestones: '里程碑',
  next: (name: string, missing: string) => `下一个：${name}，还差 ${missing}`,
  missing: { days: (missing: number) => `${missing} 天`, minutes: (missing: number) => `${missing} 分钟` },
  make: '做成阅读卡',
  makeNote: '存到相册，发给家人和工友',
};

export const milestoneName = ({ of, at }: Milestone): string => (of === 'minutes' ? `读满 ${at / 60} 小时` : at === 1 ? '第一次打卡' : `读满 ${at} 天`);
