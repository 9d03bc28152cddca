import * as v from 'valibot';
import { covers, scopesOf } from '../../../miniprogram/domain/people/scope';
import { seriesLimits } from '../../../miniprogram/domain/registration/series';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { unionById, unionsByPath } from '../people/store';
import { insertSeries, seriesById, seriesFor } from './store';

/** Under which of their scopes a cadre organises something for this union. */
async function scopeFor(db: Database, audienceUnionId: string, member: Member, now: number): Promise<string> {
  const audience = await unionById(db, audienceUnionId);
  if (!audience) throw new Refusal('NOT_FOUND', '没有找到这个工会');
  const scope = scopesOf(member.grants, 'cadre', now).find((held) => covers(held, audience.path));
  if (scope === undefined) throw new Refusal('FORBIDDEN', '只能用您负责的工会的系列');
  return scope;
}

const list = defineAction('series.list', 'member', v.strictObject({ audienceUnionId: id }), async ({ db, input, member, now }) => {
  const found = await seriesFor(db, await scopeFor(db, input.audienceUnionId, member, now), 30);
  return { items: found.map(({ _id, name, most, organiser, createdAt }) => ({ id: _id, name, most, organiser, createdAt })) };
});

const createSchema = v.strictObject({
  audienceUnionId: id,
  name: v.pipe(v.string(), v.check((name) => fits(name, 2, seriesLimits.name), `系列名称写 2–${seriesLimits.name} 个字`)),
  most: v.pipe(v.number(), v.safeInteger(), v.minValue(seriesLimits.least), v.maxValue(seriesLimits.most)),
});

const create = defineAction('series.create', 'act', createSchema, async ({ db, input, key, member, now }) => {
  const scope = await scopeFor(db, input.audienceUnionId, member, now);
  const seriesId = idOf('series', member.uid, key);
  const h = inputHash(input);
  const [organiser] = await unionsByPath(db, [scope]);
  const made = {
    ...{ _id: seriesId, h, by: member.uid, createdAt: now, name: tidy(input.name), most: input.most, scope, organiser: organiser?.name ?? '' },
    audit: [recordOf({ act: 'series.create', by: member.uid, key, at: now, subject: seriesId, scope, scopeName: organiser?.name ?? '', details: input })],
  };
  if (!(await insertSeries(db, made)) && (await seriesById(db, seriesId))?.h !== h) throw new Refusal('KEY_REUSED');
  return { seriesId };
});

/** What an activity of this scope carries of its series. */
export async function ruleOf(db: Database, seriesId: string | undefined, scope: string): Promise<Api.Series.Rule | undefined> {
  if (seriesId === undefined) return undefined;
  const series = await seriesById(db, seriesId);
  if (!series || !covers(series.scope, scope)) throw new Refusal('NOT_FOUND', '没有找到这个系列');
  return { id: series._id, name: series.name, most: series.most };
}

export const seriesActions: readonly Action[] = [list, create];
