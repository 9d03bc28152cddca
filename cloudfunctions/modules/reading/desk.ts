import * as v from 'valibot';
import { covers, holds, scopesOf } from '../../../miniprogram/domain/people/scope';
import { tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { recordOf } from '../audit/record';
import { unionsByPath } from '../people/store';
import { words } from '../text/words';
import { phaseOf } from './browse';
import type { BookDocument, EditionDocument } from './documents';
import { standingOf } from './fold-store';
import { notThere, ownEdition, planFields, planOf } from './setup';
import { approveBook, bookById, booksOf, countBooks, editionById, keepPlan, waitingBooks } from './store';

/** Is this member a cadre of any part of those an edition is for? */
export const reaches = (member: Member, { scope, audience }: Pick<EditionDocument, 'scope' | 'audience'>, now: number): boolean =>
  member.grants.some((grant) => grant.role === 'cadre' && now < grant.expires && (covers(grant.scope, scope) || covers(grant.scope, audience) || covers(audience, grant.scope)));

/** Whose own cadre reads names: an enterprise's or a team's, no federation's. */
export const ownLevel = 2;

const desk = defineAction('reading.desk', 'member', v.strictObject({ editionId: id }), async ({ db, input, member, now }) => {
  const scopes = scopesOf(member.grants, 'cadre', now);
  const [activity, edition, standing, waiting, books, unions] = await Promise.all([
    activityById(db, input.editionId),
    editionById(db, input.editionId),
    standingOf(db, input.editionId),
    waitingBooks(db, input.editionId, 100),
    countBooks(db, input.editionId),
    scopes.length === 0 ? [] : unionsByPath(db, scopes.slice(0, 100)),
  ]);
  if (!activity || activity.programme !== 'reading' || !reaches(member, activity, now)) throw notThere();
  const manages = holds(member.grants, 'cadre', activity.scope, now);
  if (!edition && !manages) throw new Refusal('NOT_OPEN', '主办方还没有设置这个读书月');
  const { title, organiser, startsAt, endsAt } = activity;
  const unit = unions.find(({ level, path }) => level >= ownLevel && path.startsWith(activity.audience));
  return {
    ...{ editionId: activity._id, title, organiser, startsAt, endsAt, manages, unit: unit ? { id: unit._id, name: unit.name } : null },
    plan: edition && { from: edition.from, until: edition.until, rules: edition.rules, v: edition.v ?? 0, approval: edition.approval === true },
    phase: edition && phaseOf(edition, now),
    ...{ readers: standing?.readers ?? 0, points: standing?.points ?? 0, books, booksWaiting: edition?.approval ? waiting.length : 0 },
    before: await beforeOf(db, edition),
    now,
  };
});

async function beforeOf(db: Database, edition: EditionDocument | null): Promise<Api.Reading.EditionDesk['before']> {
  if (edition?.previous === undefined) return null;
  const [last, standing] = await Promise.all([editionById(db, edition.previous), standingOf(db, edition.previous)]);
  return last && standing && { title: last.title, readers: standing.readers, points: standing.points };
}

const planSchema = v.strictObject({ editionId: id, v: v.pipe(v.number(), v.safeInteger(), v.minValue(0)), ...planFields });

const plan = defineAction('reading.plan', 'act', planSchema, async ({ db, input, key, member, now }) => {
  const edition = await ownEdition(db, input.editionId, member, now);
  const hash = inputHash(input);
  const done = edition.acts.find(({ k }) => k === key);
  if (done && done.h !== hash) throw new Refusal('KEY_REUSED');
  if (done) return { v: input.v + 1 };
  if (edition.opensAt <= now) throw new Refusal('CLOSED', '读书月已经开始，规则不能再改：已经打的卡要按同一套规则');
  if ((edition.v ?? 0) !== input.v) throw changed();
  const next = planOf(input, now);
  if (next.opensAt <= now) throw new Refusal('BAD_INPUT', '第一天要在明天或以后');
  const record = recordOf({ act: 'reading.plan', by: member.uid, key, at: now, subject: edition._id, scope: edition.scope, scopeName: edition.organiser, details: input });
  if (!(await keepPlan(db, edition, next, { k: key, h: hash, t: now, by: member.uid }, record))) throw changed();
  return { v: input.v + 1 };
});

const changed = () => new Refusal('USED', '规则刚刚被别人改过，请返回重新打开再改');

const pageSize = 20;

const bookDesk = defineAction('reading.bookDesk', 'member', v.strictObject({ editionId: id, waiting: v.boolean(), cursor: v.exactOptional(id) }), async ({ db, input, member, now }) => {
  const edition = await ownEdition(db, input.editionId, member, now);
  const after = input.cursor === undefined ? {} : { after: input.cursor };
  const found = await booksOf(db, edition._id, { ...(input.waiting ? { approved: false } : {}), ...after }, pageSize + 1);
  const page = found.slice(0, pageSize);
  return { items: page.map((book) => deskBookOf(book, edition.approval === true)), next: found.length > pageSize ? (page[page.length - 1]?._id ?? null) : null };
});

const deskBookOf = ({ _id, isbn, title, author, theme, link, approved }: BookDocument, asked: boolean): Api.Reading.DeskBook => ({
  ...{ bookId: _id, isbn, title, author, theme, link },
  waits: asked && !approved,
  approved: approved ? { department: approved.department, paper: approved.paper, at: approved.at } : null,
});

const approveSchema = v.strictObject({ editionId: id, bookId: id, department: words(2, 30, '审定部门'), paper: words(2, 60, '文号或会议日期') });

const approve = defineAction('reading.approve', 'act', approveSchema, async ({ db, input, key, member, now }) => {
  const [edition, book] = await Promise.all([ownEdition(db, input.editionId, member, now), bookById(db, input.bookId)]);
  if (!book || book.edition !== edition._id) throw new Refusal('NOT_FOUND', '书单里没有这本书');
  const hash = inputHash(input);
  const done = book.acts.find(({ k }) => k === key);
  if (done && done.h !== hash) throw new Refusal('KEY_REUSED');
  if (done) return { approved: true };
  if (book.removedAt > 0) throw new Refusal('CLOSED', '这本书已经移出书单');
  const record = recordOf({ act: 'reading.approve', by: member.uid, key, at: now, subject: edition._id, scope: edition.scope, scopeName: edition.organiser, details: input });
  const approved = { department: tidy(input.department), paper: tidy(input.paper), at: now, by: member.uid };
  if (!(await approveBook(db, book._id, approved, { k: key, h: hash, t: now, by: member.uid }, record))) throw new Refusal('USED', '这本书已经审定过了');
  return { approved: true };
});

export const deskActions: readonly Action[] = [desk, plan, bookDesk, approve];
