/** Words about appeals against absences 缺席申诉, for the organiser's cadres. */
export const appealTexts = {
  none: '没有待答复的申诉',
  noneText: '报了名没来的人提出申诉后，会出现在这里。',
  ended: (day: string) => `${day} 的活动`,
  said: (reason: string) => `“${reason}”`,
  more: '先答复这些，后面还有。',
  accept: '撤销缺席',
  uphold: '维持',
  acceptTitle: (name: string) => `撤销 ${name} 的缺席`,
  upholdTitle: (name: string) => `维持 ${name} 的缺席`,
  note: '本人会看到这句话，不能再改。',
  acceptReasons: ['核实到场了', '核实请过假', '情况属实'],
  upholdReasons: ['签到记录里没有', '没有请假记录'],
  done: '已答复',
};
