import * as v from 'valibot';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { actOf, mustTakeEntries, ownDelegation } from './access';
import { actOnDelegation } from './delegation-store';
import type { DelegationDocument, EntryRow, MeetDocument } from './documents';
import { ofDelegation, peopleSchema, seedSchema } from './meet-schema';
import { faultsOf } from './views';

/** Entries 报名: every limit of the rulebook is decided in the delegation's own document. */

/**
 * What the rulebook has against a delegation as it would be.
 * What an earlier rulebook allowed and this one does not is no reason to refuse another entry.
 * @param mine ids of the entries that are made or replaced
 */
export function newFaults(meet: MeetDocument, here: DelegationDocument, next: Pick<DelegationDocument, 'athletes' | 'entries'>, mine: ReadonlySet<string>): { entry: string; words: string }[] {
  const old = new Set(faultsOf(meet, here).map(({ entry, words }) => `${entry}\n${words}`));
  return faultsOf(meet, { ...here, ...next }).filter(({ entry, words }) => mine.has(entry) || !old.has(`${entry}\n${words}`));
}

const enterSchema = v.strictObject({ ...ofDelegation, entry: v.nullable(id), event: id, people: v.pipe(peopleSchema, v.minLength(1)), seed: seedSchema });

const enter = defineAction('delegation.enter', 'act', enterSchema, async ({ db, input, key, member, now }) => {
  const { meet, found } = await ownDelegation(db, input, member, now);
  const entryId = input.entry ?? idOf('entry', member.uid, key);
  const answer = { entry: entryId };
  return actOnDelegation(db, found, actOf(member, key, inputHash(input), now), (here, done) => {
    if (done) return { answer };
    mustTakeEntries(meet, now);
    const entry: EntryRow = { id: entryId, event: input.event, people: input.people, seed: input.seed };
    if (input.entry !== null && !here.entries.some((one) => one.id === entryId)) throw new Refusal('USED', '这项报名已经撤销，请刷新');
    const entries = input.entry === null ? [...here.entries, entry] : here.entries.map((one) => (one.id === entryId ? entry : one));
    const [fault] = newFaults(meet, here, { athletes: here.athletes, entries }, new Set([entryId]));
    if (fault) throw new Refusal('BAD_INPUT', fault.words);
    return { answer, write: { change: { entries } } };
  });
});

const withdraw = defineAction('delegation.withdraw', 'act', v.strictObject({ ...ofDelegation, entry: id }), async ({ db, input, key, member, now }) => {
  const { meet, found } = await ownDelegation(db, input, member, now);
  const answer = { withdrawn: true } as const;
  return actOnDelegation(db, found, actOf(member, key, inputHash(input), now), ({ entries }, done) => {
    if (done) return { answer };
    mustTakeEntries(meet, now);
    if (!entries.some((one) => one.id === input.entry)) throw new Refusal('USED', '这项报名已经撤销');
    return { answer, write: { change: { entries: entries.filter((one) => one.id !== input.entry) } } };
  });
});

export const entryActions: readonly Action[] = [enter, withdraw];
