import * as v from 'valibot';
import { type Act, decideApply, decideWithdraw, refusalOf, type Terms } from '../../../miniprogram/domain/application/application';
import { desksOf } from '../../../miniprogram/domain/application/desks';
import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { type ActivityDocument, activityById } from '../activity/store';
import { checkInTimes } from '../checkin/store';
import { claimFiles } from '../media/claim';
import { inMyHands } from '../registration/behalf';
import { answersSchema, keepAnswers } from '../registration/forms';
import { notForYourUnit } from '../registration/refusals';
import { touch, touched } from '../registration/store';
import { viewSeats } from '../registration/views';
import { inSeries } from '../series/claims';
import { drawOf, lineOf } from './draw-store';
import { refusals } from './refusals';
import { applicationOf, applied, type ApplicationDocument, apply as writeApplication, change } from './store';

/** How often a decision is made anew when somebody else changed the application in between. */
const tries = 5;

/** What of an activity acts depend on; a plain one takes no applications. */
export function termsOf(activity: ActivityDocument, cancelled: boolean): Terms {
  const { mode, sealedForm } = activity.rules;
  if (mode === 'firstCome') throw new Refusal('BAD_INPUT', '这个活动直接报名，不用申请');
  return { mode, sealedForm, opensAt: activity.signUpOpensAt, closesAt: activity.signUpClosesAt, endsAt: activity.endsAt, cancelled };
}

interface Person {
  uid: string;
  unitPath: string;
  unitName: string;
  /** Last in line until then. */
  lastUntil: number;
  /** The cadre who acts for them. */
  by?: string;
}

/** Whom an act is for: oneself, or a member without WeChat of a unit in one's hands. */
async function personOf(db: Database, uid: string | undefined, member: Member, now: number): Promise<Person> {
  if (uid === undefined) return { uid: member.uid, unitPath: member.unitPath, unitName: member.unitName, lastUntil: member.lastUntil };
  const row = await inMyHands(db, uid, member, now);
  return { uid: row._id, unitPath: row.unitPath, unitName: row.unitName, lastUntil: row.last?.until ?? 0, by: member.uid };
}

const notThere = () => new Refusal('NOT_FOUND', '没有找到这个活动');

/** An activity with what decides about this person's application. */
async function standingOf(db: Database, activityId: string, uid: string) {
  const [activity, application, seats] = await Promise.all([activityById(db, activityId), applicationOf(db, activityId, uid), viewSeats(db, activityId, uid)]);
  if (!activity || !seats) throw notThere();
  return { activity, application, seats, terms: termsOf(activity, seats.cancelled) };
}

/** Has somebody never come to anything? Asked of their latest 40 activities. */
async function isNew(db: Database, uid: string): Promise<boolean> {
  const rows = await touched(db, uid, undefined, 40);
  return rows.length === 0 || (await checkInTimes(db, rows.map(({ activityId }) => ({ activityId, uid })))).size === 0;
}

/** Keeps the answers to the activity's questions before the application; for a member without WeChat they may be left out. @returns whether there are any */
async function keepForm(db: Database, activity: ActivityDocument, input: Api.Input<'application.apply'>, { uid, by }: Pick<Person, 'uid' | 'by'>, key: string, now: number): Promise<boolean> {
  if (activity.fields.length === 0 || (input.uid !== undefined && input.answers === undefined)) return false;
  return keepAnswers(db, { activity, uid, answers: input.answers ?? {}, key, now, by });
}

/** A kept file, see modules/media. */
const mediaId = v.pipe(v.string(), v.regex(/^[\w-]{22}$/));

const applySchema = v.strictObject({ activityId: id, uid: v.exactOptional(id), sealed: v.exactOptional(mediaId), answers: v.exactOptional(answersSchema) });

const apply = defineAction('application.apply', 'act', applySchema, async ({ db, input, key, member, now, requestId }) => {
  const person = await personOf(db, input.uid, member, now);
  const act: Act = { k: key, h: inputHash(input), do: 'apply', t: now, ...(person.by === undefined ? {} : { by: person.by }) };
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const standing = await standingOf(db, input.activityId, person.uid);
    const { activity, application, seats, terms } = standing;
    const decision = decideApply(application, act, terms, input.sealed !== undefined, seats.standing === null);
    if (decision.do === 'refuse') throw refusals[decision.reason]();
    if (decision.do === 'answer') return answerOf(application);
    if (!pathsUpwards(person.unitPath).includes(activity.audience)) throw new Refusal('FORBIDDEN', notForYourUnit);
    // Whoever asks for a place of a series has to have room for it: asking counts.
    const claiming = { activityId: activity._id, people: [person.uid], key, now };
    if (!(await inSeries(db, activity.series, claiming, () => ask(db, standing, person, input, act)))) continue;
    await project(requestId, () => touch(db, activity._id, person.uid, now));
    return { state: 'applied' as const, at: now };
  }
  throw new Refusal('SLOW_DOWN');
});

/** Keeps what an application brings, then writes it. @returns false: somebody has changed it since it was read */
async function ask(db: Database, { activity, application, terms }: Awaited<ReturnType<typeof standingOf>>, person: Person, input: Api.Input<'application.apply'>, act: Act): Promise<boolean> {
  const { by, lastUntil, ...applicant } = person;
  const { uid } = applicant;
  if (input.sealed !== undefined) await claimFiles(db, { activityId: activity._id, by: [by ?? uid], files: new Map([['sealed', [input.sealed]]]) }, () => '盖章报名表');
  const favoured = terms.mode === 'lottery' && activity.rules.favourNew && (await isNew(db, uid));
  const desks = terms.mode === 'review' ? desksOf('applied', applicant.unitPath, activity.scope) : [];
  const formed = await keepForm(db, activity, input, person, act.k, act.t);
  const asked = { ...applicant, activityId: activity._id, desks, endsAt: activity.endsAt, favoured, last: act.t < lastUntil, sealed: input.sealed ?? '', formed };
  return writeApplication(db, application, asked, act);
}

function answerOf(application: ApplicationDocument | null) {
  if (!application) throw new Error('an application is there and not there');
  return { state: application.state, at: application.at };
}

const withdrawSchema = v.strictObject({ activityId: id, uid: v.exactOptional(id) });

const withdraw = defineAction('application.withdraw', 'act', withdrawSchema, async ({ db, input, key, member, now }) => {
  const { uid, by } = await personOf(db, input.uid, member, now);
  const act: Act = { k: key, h: inputHash(input), do: 'withdraw', t: now, ...(by === undefined ? {} : { by }) };
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const { activity, application, terms } = await standingOf(db, input.activityId, uid);
    const decision = decideWithdraw(application, act, terms);
    if (decision.do === 'refuse') throw refusals[decision.reason]();
    if (decision.do === 'answer' || !application) return { withdrawn: true };
    if (await change(db, application, activity.scope, act, decision.state)) return { withdrawn: true };
  }
  throw new Refusal('SLOW_DOWN');
});

const mine = defineAction('application.mine', 'anyone', v.strictObject({ activityId: id }), async ({ db, input, member, now }) => {
  const { activityId } = input;
  const uid = member?.uid ?? null;
  const [application, draw, line, count] = await Promise.all([
    uid === null ? null : applicationOf(db, activityId, uid),
    drawOf(db, activityId),
    uid === null ? null : lineOf(db, activityId, uid),
    applied(db, activityId),
  ]);
  return {
    mine: application && mineOf(application),
    // Before its hash is published the list is nobody's to see.
    line: draw && line && { n: line.entry.n, receipt: line.entry.receipt, lot: line.lot === null ? null : lotOf(line.lot) },
    draw: draw && {
      valueName: draw.valueName,
      entries: draw.entries,
      pages: draw.pages,
      list: draw.list,
      commitment: draw.commitment,
      frozenAt: draw.frozenAt,
      drawn: draw.drawn && { at: draw.drawn.t, share: draw.drawn.share, value: draw.drawn.value, places: draw.drawn.places },
      filled: draw.filled,
    },
    applied: count,
    now,
  };
});

function lotOf(lot: number): Api.Application.Lot {
  return lot === 0 ? { lot: 'won' } : lot > 0 ? { lot: 'waits', position: lot } : { lot: 'lost' };
}

function mineOf(application: ApplicationDocument): Api.Application.Mine {
  const refusal = refusalOf(application);
  const { state, at, favoured, last, sealed, lack } = application;
  return { state, at, reason: refusal?.why ?? lack, refusedBy: refusal?.by ?? null, favoured, last, sealed: sealed !== '' };
}

export const applicationActions: readonly Action[] = [apply, withdraw, mine];
