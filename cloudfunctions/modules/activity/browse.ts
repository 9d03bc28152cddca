import * as v from 'valibot';
import { howChosen } from '../../../miniprogram/domain/activity/rules';
import { stepsAt } from '../../../miniprogram/domain/activity/steps';
import { holds, pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { nextBatchAt, totalOf } from '../../../miniprogram/domain/registration/counts';
import { termsSought } from '../../../miniprogram/domain/text/search';
import { startOfDay } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { cursor, id, readCursor, writeCursor } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { unseal } from '../../platform/secrets';
import { cityPaths } from '../people/store';
import { cardsOf as registrationCards } from '../registration/actions';
import { notForYourUnit } from '../registration/refusals';
import { touched } from '../registration/store';
import { activityViews, standingNow } from '../registration/views';
import { othersInSeries } from '../series/claims';
import { cardOf, cardsOf } from './cards';
import { listActivities, openingSoon, type Wanted } from './store';

/** Whose activities somebody sees: their own unit's and those above it; without a unit, the whole city's. */
async function audiencesOf(db: Database, member: Member | null): Promise<string[]> {
  return member ? pathsUpwards(member.unitPath) : cityPaths(db);
}

const home = defineAction('activity.home', 'anyone', v.strictObject({}), async ({ db, member, now }) => {
  const audiences = await audiencesOf(db, member);
  const [soon, open, rows] = await Promise.all([
    openingSoon(db, audiences, now, 5),
    listActivities(db, { audiences, now, openNow: true }, 5),
    member ? touched(db, member.uid, undefined, 40) : [],
  ]);
  const ids = rows.map((row) => row.activityId);
  const views = await activityViews(db, [...ids, ...[...soon, ...open].map(({ _id }) => _id)], member?.uid ?? '');
  const cards = [...soon, ...open].map((activity) => cardOf(activity, views.get(activity._id)?.view ?? null, member, now));
  const mine = member ? registrationCards(views, ids, member.uid, now) : [];
  return { next: nextOf(mine, now), opening: cards.filter((card) => card.mine === null).slice(0, 5), now };
});

/** What comes first for a member: the offer that lapses first, else the next that begins from today on, before a programme that has long been running. */
function nextOf(mine: Api.Registration.Card[], now: number): Api.Registration.Card | null {
  const today = startOfDay(now);
  const [offer] = mine.filter(({ state, phase }) => state === 'offered' && phase !== 'ended' && phase !== 'cancelled').sort((a, b) => (a.offerUntil ?? 0) - (b.offerUntil ?? 0));
  if (offer) return offer;
  const mineToCome = mine.filter((card) => card.state === 'held' && card.phase !== 'ended' && card.phase !== 'cancelled');
  const rank = (card: Api.Registration.Card) => (card.startsAt >= today ? card.startsAt : Number.MAX_SAFE_INTEGER);
  return mineToCome.sort((a, b) => rank(a) - rank(b) || a.endsAt - b.endsAt)[0] ?? null;
}

const pageSize = 10;

const programme = v.picklist(['reading', 'contest', 'meet', 'general']);

const listSchema = v.strictObject({
  programme: v.exactOptional(programme),
  myUnit: v.exactOptional(v.boolean()),
  openNow: v.exactOptional(v.boolean()),
  search: v.exactOptional(v.pipe(v.string(), v.maxLength(40))),
  cursor: v.exactOptional(cursor),
});

const list = defineAction('activity.list', 'anyone', listSchema, async ({ db, input, member, now }) => {
  const wanted: Wanted = { audiences: await audiencesOf(db, member), now };
  if (input.programme) wanted.programme = input.programme;
  if (input.openNow) wanted.openNow = true;
  // City and district are everybody's; from the enterprise down it is one's own unit.
  if (input.myUnit) wanted.scopes = member ? pathsUpwards(member.unitPath).slice(2) : [];
  if (input.cursor !== undefined) wanted.after = readCursor(input.cursor);
  if (input.search !== undefined && input.search.trim() !== '') {
    wanted.terms = termsSought(input.search);
    if (wanted.terms.length === 0) return { items: [], next: null, now };
  }
  if (wanted.scopes?.length === 0) return { items: [], next: null, now };
  const found = await listActivities(db, wanted, pageSize + 1);
  const page = found.slice(0, pageSize);
  const last = page[page.length - 1];
  return {
    items: await cardsOf(db, page, member, now),
    next: found.length > pageSize && last ? writeCursor(last.endsAt, last._id) : null,
    now,
  };
});

function eligibility(member: Member | null, audience: string): Api.Activity.Detail['eligible'] {
  if (!member) return { ok: false, reason: '您还没有加入工会，加入后就能报名', join: true };
  if (!pathsUpwards(member.unitPath).includes(audience)) return { ok: false, reason: notForYourUnit };
  return { ok: true };
}

async function seriesOf(db: Database, series: Api.Series.Rule, activityId: string, member: Member | null, now: number): Promise<Api.Activity.Detail['series']> {
  return { ...series, mine: member ? await othersInSeries(db, series, activityId, member.uid, now) : [] };
}

const detail = defineAction('activity.detail', 'anyone', v.strictObject({ activityId: id }), async ({ db, input, member, now }) => {
  const found = (await activityViews(db, [input.activityId], member?.uid ?? '')).get(input.activityId);
  if (!found) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  const { activity, view: seats } = found;
  const manages = member !== null && holds(member.grants, 'cadre', activity.scope, now);
  const standing = standingNow(seats, now);
  const series = activity.series ? await seriesOf(db, activity.series, activity._id, member, now) : null;
  return {
    ...cardOf(activity, seats, member, now),
    total: totalOf(seats.buckets, now),
    nextBatchAt: nextBatchAt(seats.buckets, now),
    summary: activity.summary,
    cancelReason: seats.cancel?.reason ?? null,
    audience: `${activity.audienceName}会员`,
    howChosen: howChosen(activity.rules, activity.capacity, activity.series),
    series,
    edition: activity.edition ?? 0,
    changes: (activity.edits ?? []).flatMap(({ changes }) => changes).reverse(),
    contact: activity.contact,
    rules: activity.rules,
    fields: activity.fields,
    steps: stepsAt(activity.stretches, now),
    eligible: eligibility(member, activity.audience),
    registration: standing && {
      state: standing.state,
      position: standing.position,
      at: standing.at,
      checkedInAt: (member && standing.entry.c?.[member.uid]) ?? null,
      offerUntil: standing.entry.o ?? null,
      leave: standing.entry.l ? { at: standing.entry.l.t, reason: unseal(standing.entry.l.reason) } : null,
      team: standing.entry.team ?? null,
    },
    parted: !standing && seats.parted ? { how: seats.parted.how, at: seats.parted.t, reason: seats.parted.reason === '' ? '' : unseal(seats.parted.reason) } : null,
    lastUntil: member && now < member.lastUntil ? member.lastUntil : null,
    manages,
    now,
  };
});

export const browseActions: readonly Action[] = [home, list, detail];
