import * as v from 'valibot';
import { covers } from '../../../miniprogram/domain/people/scope';
import { plainEnterpriseRule } from '../../../miniprogram/domain/reading/selections';
import { id } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { cardsOf } from '../activity/cards';
import { phaseOf } from './browse';
import { sees } from './feed';
import { ownPart } from './participation';
import { eventsFor, eventsHeld } from './salon-store';
import { notThere } from './setup';
import { editionById } from './store';

/** 读书沙龙: an edition's reading events are the reading activities of its time and its units; nobody links them. */

const salons = defineAction('reading.salons', 'member', v.strictObject({ editionId: id }), async ({ db, input, member, now }) => {
  const [edition, found] = await Promise.all([editionById(db, input.editionId), eventsFor(db, member.unitPath, now)]);
  if (!edition || !sees(edition, member, now)) throw notThere();
  const own = found.filter(({ _id, scope, endsAt }) => _id !== edition._id && covers(edition.audience, scope) && endsAt >= edition.opensAt && endsAt <= edition.closesAt);
  return { items: await cardsOf(db, own, member, now), phase: phaseOf(edition, now), now };
});

const desk = defineAction('reading.salonDesk', 'member', v.strictObject({ editionId: id, unionId: id }), async ({ db, input, member, now }) => {
  const { edition, union } = await ownPart(db, input.editionId, input.unionId, member, now);
  const [held, ahead] = await eventsHeld(db, edition, union.path, now);
  return { held, ahead, needed: plainEnterpriseRule.events, unitName: union.name };
});

export const salonActions: readonly Action[] = [salons, desk];
