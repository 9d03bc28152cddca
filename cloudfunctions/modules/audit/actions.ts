import * as v from 'valibot';
import { type AuditRecord, beginning } from '../../../miniprogram/domain/audit/chain';
import { covers, scopesOf } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { type Action, defineAction, type Member } from '../../platform/router';
import { activitiesById } from '../activity/store';
import { roleOf } from '../people/roles';
import { namesOf } from '../people/store';
import { brokenIn, linksOf, ofActivity, pendingIn, sources, stretch } from './store';

const pageSize = 20;
const cursor = v.pipe(v.string(), v.regex(/^\d{10}$/));

/** The scopes whose records this member may read. */
function readable(member: Member, now: number): string[] {
  const scopes = [...scopesOf(member.grants, 'admin', now), ...scopesOf(member.grants, 'supervisor', now)];
  if (scopes.length === 0) throw new Refusal('FORBIDDEN', '只有系统管理员和监督员可以看操作记录');
  return [...new Set(scopes)];
}

const list = defineAction('audit.list', 'member', v.strictObject({ cursor: v.exactOptional(cursor) }), async ({ db, input, member, now }) => {
  const scopes = readable(member, now);
  const found = await linksOf(db, scopes, input.cursor, pageSize + 1);
  const page = found.slice(0, pageSize);
  const names = await namesOf(db, peopleIn(page));
  const last = page[page.length - 1];
  return {
    items: page.map((link) => entryOf(link, link.seq, { names, titleOf: () => link.title ?? '' })),
    next: found.length > pageSize && last ? last._id : null,
    now,
  };
});

const pending = defineAction('audit.pending', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const records = await pendingOf(db, readable(member, now));
  const [names, activities] = await Promise.all([namesOf(db, peopleIn(records)), activitiesById(db, [...new Set(records.filter(ofActivity).map(({ subject }) => subject))])]);
  return { items: records.map((record) => entryOf(record, null, { names, titleOf: ({ subject }) => activities.get(subject)?.title ?? '' })), now };
});

/** The latest records of these scopes that are not in the chain yet. */
async function pendingOf(db: Database, scopes: string[]): Promise<AuditRecord[]> {
  const found = await Promise.all(sources.map((source) => pendingIn(db, source, 10)));
  const records = found.flat().flatMap(({ audit }) => audit);
  return records.filter((record) => scopes.some((scope) => covers(scope, record.scope))).sort((a, b) => b.at - a.at);
}

interface Words {
  names: Map<string, { name: string }>;
  titleOf(record: AuditRecord): string;
}

/** Done to a union as a whole: the record has its name. */
const ofUnion = (record: AuditRecord) => /^(unions|announce|assessment|bookroom)\./.test(record.act) || ['people.importRoster', 'people.enrol', 'people.turnDown'].includes(record.act);

/** People whom records speak of: they are in the records by id only. */
function peopleIn(records: readonly AuditRecord[]): string[] {
  return [...new Set(records.flatMap((record) => (ofActivity(record) || ofUnion(record) ? [record.by] : [record.by, record.subject])))];
}

function entryOf(record: AuditRecord, seq: number | null, words: Words): Api.Audit.Entry {
  return {
    id: record.id,
    seq,
    at: record.at,
    act: record.act,
    byName: words.names.get(record.by)?.name ?? '已注销的会员',
    subject: subjectOf(record, words),
    scopeName: record.scopeName,
    role: roleOf(record.role) ?? null,
    until: record.until === 0 ? null : record.until,
  };
}

function subjectOf(record: AuditRecord, { names, titleOf }: Words): string {
  if (ofUnion(record)) return record.scopeName;
  return ofActivity(record) ? titleOf(record) : (names.get(record.subject)?.name ?? '');
}

const verifyPage = 200;

const verify = defineAction('audit.verify', 'member', v.strictObject({ cursor: v.exactOptional(cursor) }), async ({ db, input, member, now }) => {
  readable(member, now);
  const from = Number(input.cursor ?? 0);
  // A later page begins with the last record of the one before, whose hash the next must follow.
  const found = await stretch(db, from, verifyPage + 1);
  const anchor = from === 0 ? beginning : found[0];
  if (anchor?.seq !== from) return { broken: from, checked: from, head: '', next: null };
  const links = from === 0 ? found.slice(0, verifyPage) : found.slice(1);
  const broken = brokenIn(links, anchor);
  const last = links[links.length - 1] ?? anchor;
  if (broken !== null) return { broken, checked: broken - 1, head: '', next: null };
  return { broken: null, checked: last.seq, head: last.hash, next: found.length > verifyPage ? String(last.seq).padStart(10, '0') : null };
});

export const auditActions: readonly Action[] = [list, pending, verify];
