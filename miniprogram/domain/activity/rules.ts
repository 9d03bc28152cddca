/** First come, one pool of places, a freed place is the next one's at once. */
export const plainRules: Api.Activity.Rules = {
  mode: 'firstCome',
  quotas: [],
  quotasReturnAt: null,
  batches: [],
  offerHours: null,
  favourNew: false,
  team: null,
  substituteUntil: null,
  sealedForm: false,
  exits: false,
};
