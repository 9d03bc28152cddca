import type { Database } from '../../platform/database';
import type { Recusal, RoundDocument } from './documents';
import { judgesAmong } from './panel-store';
import { roundsGoingOn, writeRound } from './round-store';
import { standing } from './scoring';
import { sheetsOfJudge } from './sheet-store';

/** Judges whose role is over step back from what they have not signed: nobody waits for a sheet that cannot come. */

/** At most this many rounds a run: more do not go on in one city at once. */
const most = 50;

const words = '评委身份已收回或到期';

type Round = Awaited<ReturnType<typeof roundsGoingOn>>[number];

/** What is to be noted of a judge: entries without a released score, without a signed sheet of theirs, from which they did not step back. */
async function owed(db: Database, { _id, performances, recusals }: Pick<RoundDocument, '_id' | 'performances' | 'recusals'>, uid: string, now: number): Promise<Recusal[]> {
  const signed = new Set((await sheetsOfJudge(db, _id, uid)).filter(({ signedAt }) => signedAt !== null).map(({ entryId }) => entryId));
  const stepped = new Set(standing(recusals).filter((one) => one.uid === uid).map(({ entryId }) => entryId));
  return performances
    .filter(({ entryId, releasedAt }) => releasedAt === null && !signed.has(entryId) && !stepped.has(entryId))
    .map(({ entryId }) => ({ uid, entryId, reason: words, by: '', at: now }));
}

async function settleRound(db: Database, round: Round, now: number): Promise<boolean> {
  const uids = round.panel.map(({ uid }) => uid);
  if (uids.length === 0) return false;
  const able = new Set((await judgesAmong(db, uids, round.scope, now)).map(({ uid }) => uid));
  const gone = (await Promise.all(uids.filter((uid) => !able.has(uid)).map((uid) => owed(db, round, uid, now)))).flat();
  if (gone.length === 0) return false;
  const { inc, push } = db.command;
  const counted = Object.fromEntries(round.performances.flatMap(({ entryId }, index) => (gone.some((one) => one.entryId === entryId) ? [[`performances.${index}.edits`, inc(1)]] : [])));
  // Who signs in this very moment was not seen: the sheet is left out, as of whoever stepped back. What changed the round meanwhile is looked at in the next run.
  const act = { k: `role-over:${round.v}`, h: '', t: now, by: '' };
  return writeRound(db, round._id, act, { where: { v: round.v }, data: { recusals: push(gone), ...counted } });
}

/** @returns how many rounds were changed */
export async function settlePanels(db: Database, now: number): Promise<number> {
  let changed = 0;
  for (const round of await roundsGoingOn(db, most)) if (await settleRound(db, round, now)) changed += 1;
  return changed;
}
