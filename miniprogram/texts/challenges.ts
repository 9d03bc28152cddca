/** Words of challenges for readers and for those who set them. */
export const amountUnits = { days: '天', minutes: '分钟', pages: '页' } satisfies Record<Api.Reading.Amount, string>;

export const challengeName = (rule: Api.Reading.ChallengeRule, bookTitle: string): string => (rule.kind === 'row' ? `连续打卡 ${rule.days} 天` : `共读《${bookTitle}》`);

/** What there is to do, in one line. */
export const challengeTask = (rule: Api.Reading.ChallengeRule): string =>
  rule.kind === 'row' ? `从参加那天起，一天不漏打卡 ${rule.days} 天` : `打卡时选这本书，读满 ${rule.at} ${amountUnits[rule.of]}`;
