import * as v from 'valibot';
import { holds } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import type { Member } from '../../platform/router';
import { activityById } from '../activity/store';

/** What a file is about, for somebody who may ask for it. */
export interface Subject {
  /** Path and name of the union in whose name. */
  scope: string;
  scopeName: string;
  /** Goes into the file's name. */
  title: string;
}

/** What `api` knows of a kind; what makes the file is in kinds/ and only in the function `export`. */
export interface KindRow<K extends Api.Export.Kind> {
  /** Such as 签到表: the beginning of the file's name. */
  name: string;
  format: Api.Export.Format;
  /** Does it name people: then asking for it is audited. */
  personal: boolean;
  options: v.GenericSchema<unknown, Api.Export.Kinds[K]>;
  /** Whom it is about, or a refusal: NOT_FOUND also where it is not this member's. */
  subjectOf(db: Database, subject: string, options: Api.Export.Kinds[K], member: Member, now: number): Promise<Subject>;
}

/** An activity that this member organises as a cadre. */
async function organised(db: Database, activityId: string, _options: unknown, member: Member, now: number): Promise<Subject> {
  const activity = await activityById(db, activityId);
  if (!activity || !holds(member.grants, 'cadre', activity.scope, now)) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  return { scope: activity.scope, scopeName: activity.organiser, title: activity.title };
}

const nothing = v.strictObject({});

export const catalogue: { readonly [K in Api.Export.Kind]: KindRow<K> } = {
  signIn: { name: '签到表', format: 'xlsx', personal: true, options: nothing, subjectOf: organised },
};

export const kindNames = Object.keys(catalogue) as [Api.Export.Kind, ...Api.Export.Kind[]];

/** A file's name as every system takes it. */
export function fileName(kind: Api.Export.Kind, title: string): string {
  const { name, format } = catalogue[kind];
  return `${name} ${title.replace(/[\\/:*?"<>|\s]+/g, ' ').trim()}.${format}`;
}
