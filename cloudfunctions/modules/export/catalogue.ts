import * as v from 'valibot';
import { holds, isOwnCadre } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import type { Member } from '../../platform/router';
import { activityById } from '../activity/store';
import { assessmentById } from '../assessment/store';
import { boardFor } from '../balance/actions';
import { inChargeOf } from '../announce/acts';
import { announcementById } from '../announce/store';
import { ownSelection } from '../awards/store';
import { briefPhotos } from '../media/claim';
import { pathsOwned } from '../meet/access';
import { delegationById, delegationKey } from '../meet/delegation-store';
import { meetById } from '../meet/meet-store';
import { ownUnion } from '../people/roster';
import { ownPart } from '../reading/participation';
import { filledInBy } from './filled-in';

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
  /** How many people's filled-in fields it holds, beyond names and units; absent: none. Above a number a second person must agree (second.ts). */
  filledIn?(db: Database, subject: string, options: Api.Export.Kinds[K]): Promise<number>;
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

type OfUnion = { unionId: string | null };

/** For the members of one union its own cadre may ask too; for everybody the organiser alone. */
async function organisedOrOwn(db: Database, activityId: string, { unionId }: OfUnion, member: Member, now: number): Promise<Subject> {
  if (unionId === null) return organised(db, activityId, null, member, now);
  const [activity, union] = await Promise.all([activityById(db, activityId), ownUnion(db, unionId, member, now)]);
  if (!activity) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  const own = isOwnCadre(member.grants, union, now);
  if (!own && !holds(member.grants, 'cadre', activity.scope, now)) throw new Refusal('FORBIDDEN', '名单只给本单位的工会干部');
  return { scope: union.path, scopeName: union.name, title: `${activity.title} ${union.name}` };
}

/** Names in full are for the unit's own cadre alone; the organiser has everybody, masked. */
async function organisedOrOwnNames(db: Database, activityId: string, { unionId }: OfUnion, member: Member, now: number): Promise<Subject> {
  if (unionId === null) return organised(db, activityId, null, member, now);
  const { edition, union } = await ownPart(db, activityId, unionId, member, now);
  return { scope: union.path, scopeName: union.name, title: `${edition.title} ${union.name}` };
}

/** An announcement in this cadre's charge. */
async function announced(db: Database, announcementId: string, _options: unknown, member: Member, now: number): Promise<Subject> {
  const { scope, scopeName, title } = await inChargeOf(db, announcementId, member, now);
  return { scope, scopeName, title };
}

/** Who has not read it, for the unit's own cadre alone. */
async function announcedIn(db: Database, announcementId: string, { unionId }: { unionId: string }, member: Member, now: number): Promise<Subject> {
  const [announcement, union] = await Promise.all([announcementById(db, announcementId), ownUnion(db, unionId, member, now)]);
  if (!announcement) throw new Refusal('NOT_FOUND', '没有找到这条通知');
  if (!isOwnCadre(member.grants, union, now)) throw new Refusal('FORBIDDEN', '名单只给本单位的工会干部');
  return { scope: union.path, scopeName: union.name, title: `${announcement.title} ${union.name}` };
}

const photoIds = v.pipe(v.array(v.pipe(v.string(), v.regex(/^[\w-]{22}$/))), v.maxLength(6));

/** With photos that were kept for this activity's brief. */
async function organisedWithPhotos(db: Database, activityId: string, { photos = [] }: { photos?: string[] }, member: Member, now: number): Promise<Subject> {
  const subject = await organised(db, activityId, null, member, now);
  await briefPhotos(db, activityId, photos);
  return subject;
}

/** A union of this cadre's scope with something counted in that year. */
async function ownBoard(db: Database, unionId: string, { year }: { year: number }, member: Member, now: number): Promise<Subject> {
  const { unionName } = await boardFor(db, member, { unionId, year }, now);
  const union = await ownUnion(db, unionId, member, now);
  return { scope: union.path, scopeName: unionName, title: `${unionName} ${year}` };
}

/** An assessment that this cadre organises. */
async function assessed(db: Database, assessmentId: string, _options: unknown, member: Member, now: number): Promise<Subject> {
  const one = await assessmentById(db, assessmentId);
  if (!one || !holds(member.grants, 'cadre', one.scope, now)) throw new Refusal('NOT_FOUND', '没有找到这项考核');
  return { scope: one.scope, scopeName: one.unionName, title: `${one.unionName} ${one.year} ${one.title}` };
}

/** A selection of an edition that this member organises. */
async function selectionOf(db: Database, editionId: string, { selectionId }: { selectionId: string }, member: Member, now: number): Promise<Subject> {
  const selection = await ownSelection(db, selectionId, member, now);
  if (selection.edition !== editionId) throw new Refusal('NOT_FOUND', '没有找到这次评选');
  return { scope: selection.scope, scopeName: selection.organiser, title: `${selection.editionTitle} ${selection.title}` };
}

/** A delegation, for its unit's cadres and the organiser's. */
async function ownTeam(db: Database, meetId: string, { unitId }: { unitId: string }, member: Member, now: number): Promise<Subject> {
  const [activity, meet, found] = await Promise.all([activityById(db, meetId), meetById(db, meetId), delegationById(db, delegationKey(meetId, unitId))]);
  if (!activity || !meet || !found) throw new Refusal('NOT_FOUND', '没有找到这个代表队');
  const title = `${activity.title} ${found.name}`;
  const [own] = await pathsOwned(db, meet, found, member, now);
  if (own) return { scope: own.path, scopeName: found.unitName, title };
  if (holds(member.grants, 'cadre', meet.scope, now)) return { scope: meet.scope, scopeName: activity.organiser, title };
  throw new Refusal('NOT_FOUND', '没有找到这个代表队');
}

const ofYear = v.strictObject({ year: v.pipe(v.number(), v.safeInteger(), v.minValue(2020), v.maxValue(2100)) });
const nothing = v.strictObject({});
const ofSelection = { selectionId: id };
const ofUnion = v.nullable(id);
const shift = v.pipe(v.number(), v.safeInteger(), v.minValue(-30), v.maxValue(30));
const printed = { form: v.picklist(['a4', 'a4wide', 'a3fold']), right: shift, down: shift, trial: v.boolean() };

export const catalogue: { readonly [K in Api.Export.Kind]: KindRow<K> } = {
  summary: { name: '报名汇总表', format: 'xlsx', personal: true, options: nothing, subjectOf: organised, filledIn: (db, activityId) => filledInBy(db, activityId, null) },
  signIn: { name: '签到表', format: 'xlsx', personal: true, options: nothing, subjectOf: organised },
  groups: {
    name: '分组表',
    format: 'xlsx',
    personal: true,
    options: v.strictObject({ by: v.picklist(['unit', 'size']), size: v.pipe(v.number(), v.safeInteger(), v.minValue(2), v.maxValue(200)) }),
    subjectOf: organised,
  },
  waitlist: { name: '候补名单', format: 'xlsx', personal: true, options: nothing, subjectOf: organised },
  guide: { name: '操作说明', format: 'docx', personal: false, options: nothing, subjectOf: organised },
  brief: { name: '活动简报', format: 'docx', personal: false, options: v.strictObject({ photos: v.exactOptional(photoIds) }), subjectOf: organisedWithPhotos },
  sealedForms: {
    name: '盖章报名表',
    format: 'docx',
    personal: true,
    options: v.strictObject({ each: v.picklist(['person', 'unit']), unionId: ofUnion }),
    subjectOf: organisedOrOwn,
    filledIn: (db, activityId, { unionId }) => filledInBy(db, activityId, unionId),
  },
  passes: { name: '纸质入场证', format: 'docx', personal: true, options: v.strictObject({ whose: v.picklist(['paper', 'all']), unionId: ofUnion }), subjectOf: organisedOrOwn },
  expenses: { name: '报销材料', format: 'docx', personal: true, options: v.strictObject({ photos: v.exactOptional(photoIds) }), subjectOf: organisedWithPhotos },
  balance: { name: '参与情况表', format: 'xlsx', personal: false, options: ofYear, subjectOf: ownBoard },
  yearReport: { name: '年度工作总结', format: 'docx', personal: false, options: ofYear, subjectOf: ownBoard },
  assessment: { name: '考核评分表', format: 'xlsx', personal: false, options: nothing, subjectOf: assessed },
  resultSheet: { name: '成绩表', format: 'xlsx', personal: true, options: nothing, subjectOf: organised },
  resultForm: { name: '成绩单', format: 'docx', personal: true, options: v.strictObject({ roundId: v.pipe(v.string(), v.regex(/^r[1-9]$/)) }), subjectOf: organised },
  runSheet: { name: '出场顺序表', format: 'xlsx', personal: false, options: v.strictObject({ roundId: v.pipe(v.string(), v.regex(/^r[1-9]$/)) }), subjectOf: organised },
  prizeReceipts: { name: '奖品签收表', format: 'xlsx', personal: true, options: nothing, subjectOf: organised },
  ceremony: { name: '颁奖顺序表', format: 'docx', personal: true, options: nothing, subjectOf: organised },
  certificates: {
    name: '套打证书',
    format: 'docx',
    personal: true,
    options: v.strictObject({ ...printed, each: v.picklist(['entry', 'person']) }),
    subjectOf: organised,
  },
  delegationForm: { name: '报名表', format: 'docx', personal: true, options: v.strictObject({ unitId: id }), subjectOf: ownTeam },
  entrySheet: { name: '报名模板', format: 'xlsx', personal: false, options: v.strictObject({ unitId: id }), subjectOf: ownTeam },
  meetEntries: { name: '报名总表', format: 'xlsx', personal: true, options: nothing, subjectOf: organised },
  meetReceipts: { name: '奖品签收表', format: 'xlsx', personal: true, options: nothing, subjectOf: organised },
  meetCertificates: { name: '奖状套打', format: 'docx', personal: true, options: v.strictObject({ ...printed, each: v.picklist(['entry', 'person']) }), subjectOf: organised },
  orderBook: { name: '秩序册', format: 'docx', personal: true, options: nothing, subjectOf: organised },
  resultBook: { name: '成绩册', format: 'docx', personal: true, options: nothing, subjectOf: organised },
  honourNotice: { name: '公示稿', format: 'docx', personal: true, options: v.strictObject(ofSelection), subjectOf: selectionOf },
  honourCertificates: { name: '荣誉证书', format: 'docx', personal: true, options: v.strictObject({ ...ofSelection, ...printed }), subjectOf: selectionOf },
  honourReceipts: { name: '荣誉签收表', format: 'xlsx', personal: true, options: v.strictObject(ofSelection), subjectOf: selectionOf },
  readingUnits: { name: '各单位参与统计', format: 'xlsx', personal: false, options: nothing, subjectOf: organised },
  readingLedger: { name: '积分总表', format: 'xlsx', personal: true, options: v.strictObject({ unionId: ofUnion }), subjectOf: organisedOrOwnNames },
  notice: { name: '通知张贴稿', format: 'docx', personal: false, options: nothing, subjectOf: announced },
  noticeList: { name: '未读名单', format: 'xlsx', personal: true, options: v.strictObject({ unionId: id }), subjectOf: announcedIn },
};

export const kindNames = Object.keys(catalogue) as [Api.Export.Kind, ...Api.Export.Kind[]];

/** A file's name as every system takes it. */
export function fileName(kind: Api.Export.Kind, title: string): string {
  const { name, format } = catalogue[kind];
  return `${name} ${title.replace(/[\\/:*?"<>|\s]+/g, ' ').trim()}.${format}`;
}
