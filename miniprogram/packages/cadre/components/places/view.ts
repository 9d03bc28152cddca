import { moment } from '../../../../format/when';
import { placeTexts as p } from '../../place-texts';

/** The places of one quota as the table shows them. */
export interface BucketRow {
  key: string;
  unionId: string | null;
  name: string;
  words: string;
  /** Who waits and what is to come; empty: nothing. */
  more: string;
  capacity: number;
  /** Places that cannot be taken away. */
  taken: number;
}

export function bucketRows(buckets: readonly Api.Places.Bucket[]): BucketRow[] {
  return buckets.map(({ unionId, name, capacity, held, offered, waiting, last, toCome }) => {
    const taken = held + offered;
    const line = waiting + last;
    const more = [...(line > 0 ? [p.waits(line)] : []), ...(toCome > 0 ? [p.toCome(toCome)] : [])].join(' · ');
    return { key: unionId ?? '', unionId, name: name ?? (buckets.length === 1 ? p.all : p.everybody), words: p.used(taken, capacity), more, capacity, taken };
  });
}

/** What becomes of places that units do not use; empty: they stay theirs. */
export function returnWords({ quotas, quotasReturnAt }: Api.Activity.Rules, now: Api.Millis): string {
  if (quotas.length === 0 || quotasReturnAt === null) return '';
  return now < quotasReturnAt ? p.returns(moment(quotasReturnAt, now)) : p.returned;
}
