import { type AuditLink, beginning, firstBroken, type Head } from '../../miniprogram/domain/audit/chain';
import { ownKeys } from '../../miniprogram/domain/contest/songs';
import { peopleOf, type Seats } from '../../miniprogram/domain/registration/seats';
import { beginningOf, brokenIn } from '../../miniprogram/domain/voting/chain';
import type { ClaimsDocument } from '../../cloudfunctions/modules/contest/claims';
import type { EntryDocument } from '../../cloudfunctions/modules/contest/documents';
import type { ReaderDocument } from '../../cloudfunctions/modules/reading/documents';
import type { BallotDocument, BatchDocument, TallyDocument } from '../../cloudfunctions/modules/voting/store';
import type { Place, Plain } from './place';

/** What must hold of the documents whatever happened to them: checked before the functions open again. Each answers what is wrong, at most a few lines. */

async function* all<T>(place: Pick<Place, 'read'>, name: string): AsyncGenerator<T> {
  // A collection's documents have the shape that its store writes.
  for await (const page of place.read(name)) for (const document of page) yield document as unknown as T;
}

/** No more places than there are, and nobody in twice. */
async function places(place: Pick<Place, 'read'>): Promise<string[]> {
  const wrong: string[] = [];
  const people = new Map<string, Set<string>>();
  for await (const { _id, activityId, cap, left, held, waiting, waits, last, batches, released } of all<Seats>(place, 'seats')) {
    const toCome = batches.slice(released).reduce((sum, batch) => sum + batch.places, 0);
    if (cap !== left + held.length + toCome || left < 0) wrong.push(`${_id}: ${cap} places, ${left} left, ${held.length} taken, ${toCome} to come`);
    if (waits !== waiting.length) wrong.push(`${_id}: ${waits} said to wait, ${waiting.length} do`);
    const known = people.get(activityId) ?? new Set();
    people.set(activityId, known);
    for (const uid of [...held, ...waiting, ...last].flatMap(peopleOf)) {
      if (known.has(uid)) wrong.push(`${_id}: somebody stands twice`);
      known.add(uid);
    }
  }
  return wrong;
}

/** Every ballot that was counted is in its vote's chain as it was cast, and the tally is the sum of the batches. */
async function ballots(place: Pick<Place, 'read'>): Promise<string[]> {
  const wrong: string[] = [];
  const byBatch = new Map<string, BallotDocument[]>();
  for await (const ballot of all<BallotDocument>(place, 'ballots')) {
    if (ballot.seq === undefined) continue;
    const key = `${ballot.vote}:${ballot.seq}`;
    byBatch.set(key, [...(byBatch.get(key) ?? []), ballot]);
  }
  const chains = new Map<string, BatchDocument[]>();
  for await (const batch of all<BatchDocument>(place, 'ballot_batches')) chains.set(batch.vote, [...(chains.get(batch.vote) ?? []), batch]);
  for await (const tally of all<TallyDocument>(place, 'tallies')) {
    const chain = (chains.get(tally._id) ?? []).sort((a, b) => a.number - b.number).slice(0, tally.batch);
    let head = beginningOf(tally._id);
    const counts: Record<string, number> = {};
    let count = 0;
    for (const [index, batch] of chain.entries()) {
      const broken = batch.number === index + 1 ? brokenIn(batch, byBatch.get(`${tally._id}:${batch.number}`) ?? [], head) : `batch ${index + 1}`;
      if (broken !== null) wrong.push(`${tally._id}: ${broken}`);
      head = batch.head;
      count += batch.ids.length;
      for (const [id, votes] of Object.entries(batch.counts)) counts[id] = (counts[id] ?? 0) + votes;
    }
    const same = Object.entries(counts).every(([id, votes]) => tally.counts[id] === votes) && Object.keys(tally.counts).every((id) => (counts[id] ?? 0) === tally.counts[id]);
    if (chain.length !== tally.batch || count !== tally.ballots || !same) wrong.push(`${tally._id}: the tally is not the sum of its batches`);
  }
  return wrong;
}

/** A balance is the sum of its ledger, and nothing stands in it twice. */
async function points(place: Pick<Place, 'read'>): Promise<string[]> {
  const wrong: string[] = [];
  for await (const { _id, balance, entries } of all<ReaderDocument>(place, 'readers')) {
    const sum = entries.reduce((total, entry) => total + entry.n, 0);
    if (sum !== balance) wrong.push(`${_id}: ${balance} points, ${sum} in the ledger`);
    if (new Set(entries.map(({ id }) => id)).size !== entries.length) wrong.push(`${_id}: an entry stands twice`);
  }
  return wrong;
}

async function auditChain(place: Pick<Place, 'read'>): Promise<string[]> {
  let head: Head = beginning;
  for await (const page of place.read('audit')) {
    // Ids are numbers in ten digits: the order of ids is the order of the chain.
    const links = page as unknown as (AuditLink & Plain)[];
    const broken = firstBroken(links, head);
    if (broken !== null) return [`record ${broken}`];
    head = links[links.length - 1] ?? head;
  }
  return [];
}

/** Who has an entry holds the songs and the place in the unit that it needs. */
async function claims(place: Pick<Place, 'read'>): Promise<string[]> {
  const held = new Map<string, Set<string>>();
  for (const kind of ['contest_songs', 'contest_units']) {
    for await (const { _id, claims: some } of all<ClaimsDocument>(place, kind)) held.set(`${kind}:${_id}`, new Set(some.map(({ entry }) => entry)));
  }
  const wrong: string[] = [];
  for await (const { _id, contestId, unitId, songs, state } of all<EntryDocument>(place, 'contest_entries')) {
    if (state === 'withdrawn') continue;
    const needed = [`contest_units:${contestId}:${unitId}`, ...ownKeys(songs).map((key) => `contest_songs:${contestId}:${key}`)];
    for (const key of needed) if (!held.get(key)?.has(_id)) wrong.push(`${_id}: holds no ${key.slice(0, 13)}`);
  }
  return wrong;
}

/** Nobody is two members. */
async function accounts(place: Pick<Place, 'read'>): Promise<string[]> {
  const known = new Set<string>();
  const wrong: string[] = [];
  for await (const { _id, account } of all<{ _id: string; account: string }>(place, 'members')) {
    if (known.has(account)) wrong.push(`${_id}: the account is another member's too`);
    known.add(account);
  }
  return wrong;
}

const checks = { places, ballots, points, auditChain, claims, accounts };

/** @returns what is wrong, by the name of the check; empty: all holds */
export async function brokenInvariants(place: Pick<Place, 'read'>): Promise<{ check: string; wrong: string[] }[]> {
  const found: { check: string; wrong: string[] }[] = [];
  for (const [check, run] of Object.entries(checks)) {
    const wrong = await run(place);
    if (wrong.length > 0) found.push({ check, wrong: wrong.slice(0, 5) });
  }
  return found;
}
