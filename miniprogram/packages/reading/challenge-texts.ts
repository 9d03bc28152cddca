import { readingTexts } from '../../texts/reading';

export const challengeTexts = {
  title: '读书挑战',
  way: '7 天、21 天连续打卡，共读一本书',
  none: '还没有挑战',
  noneText: '主办方或您的班组设了挑战，会出现在这里。照常打卡就好。',
  outside: '本届不在您单位举办',
  outsideText: '可能不在您单位的范围里。',
  note: '挑战不另外打卡：平常打卡自动算进来，断了可以重新连。',
  go: '去打卡',
  joinNamed: (name: string) => `参加“${name}”`,
  joined: '已参加，从今天算起',
  since: (day: Api.Day) => `${readingTexts.monthDay(day)}起`,
  reward: (points: number) => `连满另得 ${points} 分`,
  progress: (have: number, need: number, unit: string) => `${have} / ${need} ${unit}`,
  left: (left: number, unit: string) => `还差 ${left} ${unit}`,
  done: (day: Api.Day) => `已完成 · ${readingTexts.monthDay(day)}`,
  seeTeam: '看谁读完了',
  // 班组的一页
  finished: (finished: number, all: number) => `${all} 人中 ${finished} 人读完`,
  me: '（我）',
  teamEmpty: '班组里还没有人',
  teamNote: '名字只给本班组和本单位的工会干部看。',
};
