import * as v from 'valibot';
import { leastWorkingDays } from '../../../miniprogram/domain/awards/notice';
import { decide, type Outcome, publishNext, type SelectionRefusal, strike, takeFinding, withPosts } from '../../../miniprogram/domain/awards/selection';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { Refusal } from '../../platform/errors';
import { count, id } from '../../platform/fields';
import { type Action, defineAction, type KeyedCall } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import { unionsByPath } from '../people/store';
import { ownEdition } from '../reading/setup';
import { words } from '../text/words';
import type { KeptCandidate, SelectionDocument } from './documents';
import { enterprises, stars } from './propose';
import { changeSelection, insertSelection, ownSelection, selectionById, selectionId, selectionsOf, wordsOf } from './store';
import { cardOf, deskOf } from './views';

const version = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const list = defineAction('awards.list', 'member', v.strictObject({ editionId: id }), async ({ db, input, member, now }) => {
  const [edition, found] = await Promise.all([ownEdition(db, input.editionId, member, now), selectionsOf(db, input.editionId)]);
  return { items: found.map(cardOf), title: edition.title, frozen: edition.state === 'frozen', now };
});

const proposeSchema = v.strictObject({
  editionId: id,
  kind: v.picklist(['star', 'enterprise']),
  title: words(2, 20, '荣誉名称'),
  basis: v.pipe(v.string(), v.check((text) => fits(text, 0, 40), '文号最多 40 个字')),
  without: v.picklist(['select', 'commend']),
  places: count(1, 300),
});

const propose = defineAction('awards.propose', 'act', proposeSchema, async ({ db, input, key, member, now }) => {
  const edition = await ownEdition(db, input.editionId, member, now);
  const _id = selectionId(edition._id, input.kind);
  const hash = inputHash(input);
  const before = await selectionById(db, _id);
  if (!before) {
    if (edition.state !== 'frozen') throw new Refusal('NOT_OPEN', '排名封存以后才能评选：读书月结束约 10 分钟后');
    const [top] = await unionsByPath(db, [edition.audience]);
    const proposal = input.kind === 'star' ? await stars(db, edition, input.places) : await enterprises(db, edition);
    const record = recordOf({ act: 'awards.propose', by: member.uid, key, at: now, subject: edition._id, scope: edition.scope, scopeName: edition.organiser, details: input });
    const { kind, title, basis, without, places } = input;
    await insertSelection(db, {
      ...{ _id, edition: edition._id, editionTitle: edition.title, scope: edition.scope, audience: edition.audience, organiser: edition.organiser },
      ...{ kind, title: tidy(title), basis: tidy(basis), without, places, ...proposal, state: 'proposed', twice: (top?.level ?? 0) < 2, notices: [], decision: null },
      ...{ acts: [{ k: key, h: hash, t: now, by: member.uid }], v: 1, audit: [record] },
    });
  }
  const first = (before ?? (await selectionById(db, _id)))?.acts[0];
  if (first?.k !== key) throw new Refusal('USED', '这一届已经评选过了');
  if (first.h !== hash) throw new Refusal('KEY_REUSED');
  return { selectionId: _id };
});

const desk = defineAction('awards.desk', 'member', v.strictObject({ selectionId: id }), async ({ db, input, member, now }) => deskOf(await ownSelection(db, input.selectionId, member, now), now));

const refusals: Record<SelectionRefusal, () => Refusal> = {
  closed: () => new Refusal('CLOSED', '评选已经到了下一步，请返回重新打开'),
  posts: () => new Refusal('BAD_INPUT', '还有人没有填岗位，公示要写姓名、单位和岗位'),
  empty: () => new Refusal('BAD_INPUT', '名单是空的'),
  open: () => new Refusal('NOT_OPEN', '公示期还没有满，或者还有异议没有核查结果'),
  gone: () => new Refusal('NOT_FOUND', '名单已经变了，请返回重新打开'),
};

type ActName = 'awards.strike' | 'awards.posts' | 'awards.publish' | 'awards.find' | 'awards.decide';

/** One act of a cadre on a selection: decided on what was read (`v`), written once. */
async function change(
  name: ActName,
  { db, input, key, member, now }: Pick<KeyedCall<{ selectionId: string; v: number }>, 'db' | 'input' | 'key' | 'member' | 'now'>,
  next: (before: SelectionDocument) => Outcome<SelectionDocument>,
): Promise<{ v: number }> {
  const selection = await ownSelection(db, input.selectionId, member, now);
  const record = recordOf({ act: name, by: member.uid, key, at: now, subject: selection.edition, scope: selection.scope, scopeName: selection.organiser, details: input });
  await changeSelection(db, selection._id, { k: key, h: inputHash(input), t: now, by: member.uid }, record, (before) => {
    if (before.v !== input.v) throw new Refusal('USED', '名单刚刚变了，请返回重新打开再办');
    const outcome = next(before);
    if (outcome.do === 'refuse') throw refusals[outcome.reason]();
    return outcome.next;
  });
  return { v: input.v + 1 };
}

type Kept = SelectionDocument;

const strikeSchema = v.strictObject({ selectionId: id, v: version, candidateId: id, reason: words(2, 60, '原因') });
const strikeOut = defineAction('awards.strike', 'act', strikeSchema, (call) =>
  change('awards.strike', call, (before) => strike<KeptCandidate, Kept>(before, call.input.candidateId, tidy(call.input.reason))));

const postsSchema = v.strictObject({ selectionId: id, v: version, posts: v.pipe(v.array(v.strictObject({ candidateId: id, post: words(2, 20, '岗位') })), v.minLength(1), v.maxLength(300)) });
const posts = defineAction('awards.posts', 'act', postsSchema, (call) =>
  change('awards.posts', call, (before) => withPosts<KeptCandidate, Kept>(before, new Map(call.input.posts.map(({ candidateId, post }) => [candidateId, tidy(post)])))));

const telephone = v.pipe(v.string(), v.regex(/^[\d\-+ ()（）转]{7,30}$/, '电话号码不对'));
const publishSchema = v.strictObject({
  selectionId: id,
  v: version,
  desk: v.strictObject({ name: words(2, 30, '受理部门'), telephone }),
  workingDays: count(leastWorkingDays, 20),
});
const publish = defineAction('awards.publish', 'act', publishSchema, (call) => {
  const { selectionId: selection, desk: office, workingDays } = call.input;
  const taking = { name: tidy(office.name), telephone: office.telephone.trim() };
  return change('awards.publish', call, (before) => {
    const given = { desk: taking, workingDays, now: call.now, audience: { path: before.audience, name: before.organiser } };
    return publishNext<KeptCandidate, Kept>(before, { ...given, idOf: (subject) => idOf('notice', selection, `${before.state}:${subject}`) });
  });
});

const objections = defineAction('awards.objections', 'member', v.strictObject({ selectionId: id }), async ({ db, input, member, now }) => {
  const [selection, said] = await Promise.all([ownSelection(db, input.selectionId, member, now), wordsOf(db, input.selectionId)]);
  const items = selection.notices.flatMap((notice) =>
    notice.objections.map(({ id: objectionId, at, finding }): Api.Awards.Objection => ({
      ...{ objectionId, noticeId: notice.id, unitName: notice.unitName, at, words: said.get(objectionId) ?? '', finding },
      people: notice.candidates.map((one, index) => ({ id: one, name: notice.list[index]?.name ?? '' })),
    })),
  );
  return { items: items.sort((a, b) => Number(a.finding !== null) - Number(b.finding !== null) || b.at - a.at), v: selection.v };
});

const findSchema = v.strictObject({ selectionId: id, v: version, noticeId: id, objectionId: id, words: words(5, 200, '核查结果'), struck: v.nullable(id) });
const find = defineAction('awards.find', 'act', findSchema, (call) => {
  const { noticeId, objectionId, words: said, struck } = call.input;
  return change('awards.find', call, (before) => takeFinding<KeptCandidate, Kept>(before, noticeId, objectionId, tidy(said), struck, call.now));
});

const decideSchema = v.strictObject({ selectionId: id, v: version, paper: words(2, 40, '决定的文号') });
const settle = defineAction('awards.decide', 'act', decideSchema, (call) => change('awards.decide', call, (before) => decide<Kept>(before, tidy(call.input.paper), call.now)));

export const deskActions: readonly Action[] = [list, propose, desk, strikeOut, posts, publish, objections, find, settle];
