import { placesOf } from '../../domain/activity/rule-checks';
import { day, hour } from '../../domain/time/shanghai';
import { rulesTexts as t } from './rules-texts';

type Rules = Api.Activity.Rules;

/** The rules with another way of giving places; what does not go with it goes. */
export function withMode(rules: Rules, mode: Api.Activity.Mode): Rules {
  const own = mode === 'firstCome' ? {} : { batches: [], team: null };
  return { ...rules, ...own, mode, favourNew: mode === 'lottery', sealedForm: mode === 'review' && rules.sealedForm };
}

/** Another unit with places of its own: as many as the others have, as long as there are some. */
export function withQuota(rules: Rules, unionId: string, capacity: number): Rules {
  if (rules.quotas.some((quota) => quota.unionId === unionId)) return rules;
  const left = capacity - placesOf(rules.quotas);
  const places = Math.max(1, Math.min(left, rules.quotas[rules.quotas.length - 1]?.places ?? Math.ceil(capacity / 10)));
  return { ...rules, batches: [], quotas: [...rules.quotas, { unionId, places }] };
}

export function withoutQuota(rules: Rules, unionId: string): Rules {
  const quotas = rules.quotas.filter((quota) => quota.unionId !== unionId);
  return { ...rules, quotas, quotasReturnAt: quotas.length === 0 ? null : rules.quotasReturnAt };
}

/** Two batches, the first on the next full hour but one, the second half a day later. */
export function withBatches(rules: Rules, capacity: number, now: Api.Millis): Rules {
  const first = Math.ceil(now / hour) * hour + hour;
  const half = Math.ceil(capacity / 2);
  return { ...rules, quotas: [], quotasReturnAt: null, team: null, batches: [{ at: first, places: half }, { at: first + 12 * hour, places: capacity - half }] };
}

/** One batch more, a day after the last, with what the others leave. */
export function withBatch(rules: Rules, capacity: number): Rules {
  const last = rules.batches[rules.batches.length - 1];
  if (!last) return rules;
  return { ...rules, batches: [...rules.batches, { at: last.at + day, places: Math.max(1, capacity - placesOf(rules.batches)) }] };
}

/** What quotas or batches come to, beside the capacity. */
export function sumWords({ quotas, batches }: Rules, capacity: number): string {
  if (batches.length > 0) return t.batchSum(placesOf(batches), capacity);
  const kept = placesOf(quotas);
  return kept > capacity ? t.quotaOver(kept, capacity) : t.quotaSum(kept, capacity - kept);
}
