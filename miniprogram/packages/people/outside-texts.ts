/** Words of 没有单位也能入会, 换单位 and 认领. */
export const outsideTexts = {
  title: '没有单位也能入会',
  how: '骑手、司机、家政、工地上的工友，不用单位，填三项就行。我们会交给您附近的街道工会或行业工会。',
  howTo: (union: string) => `您扫的是${union}的码，申请会直接交给它。`,
  name: '姓名',
  nameHint: '和身份证上一样',
  nameFault: '写上姓名',
  work: '您做什么工作？',
  workFault: '选一种工作，不在里面就选“其他”',
  region: '平时在哪里干活？',
  regionUnknown: '说不清',
  regionFault: '选一个地方，不清楚就选“说不清”',
  ask: '申请入会',
  term: '7 天内答复；到期没有答复，自动交给上一级工会。',
};
