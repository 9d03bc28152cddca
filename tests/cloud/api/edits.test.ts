import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf } from './records';

/** Edits of an open activity: by its edition, what was promised is kept, and everybody can see what changed. */

let session: ApiSession;
const hour = 3_600_000;
const wang = 'demo-cadre-wang';
const chen = 'demo-worker-chen';

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
});
afterAll(() => session.close());

async function open(over: Partial<Api.Activity.CreateInput> = {}): Promise<Api.Activity.Detail> {
  const startsAt = Date.now() + 30 * hour;
  const draft = { title: '车间合唱排练', programme: 'general', audienceUnionId: 'city', placeName: '二楼排练厅', startsAt, endsAt: startsAt + hour, capacity: 3, ...over } as const;
  const { activityId } = dataOf(await session.call(wang, 'activity.create', draft, newKey()));
  return detailOf(activityId);
}

const detailOf = async (activityId: string) => dataOf(await session.call(chen, 'activity.detail', { activityId }));
const editOf = ({ title, place, startsAt, endsAt, signUpClosesAt, summary, contact }: Api.Activity.Detail, over: Partial<Api.Activity.Edit> = {}): Api.Activity.Edit => ({
  ...{ title, placeName: place.name, placeAddress: place.address, startsAt, endsAt, signUpClosesAt, summary, contact, moreFields: [] },
  ...over,
});

test('a new time and place reach the page, the log and the places; a repeat is one edit', async () => {
  const before = await open();
  const { activityId, startsAt } = before;
  const key = newKey();
  const edit = editOf(before, { startsAt: startsAt + hour, endsAt: startsAt + 2 * hour, signUpClosesAt: startsAt + hour, placeName: '一楼大厅' });
  const input = { activityId, edition: 0, edit };
  expect(dataOf(await session.call(wang, 'activity.update', input, key))).toEqual({ edition: 1 });
  expect(dataOf(await session.call(wang, 'activity.update', input, key))).toEqual({ edition: 1 });
  const after = await detailOf(activityId);
  expect(after).toMatchObject({ edition: 1, startsAt: startsAt + hour, place: { name: '一楼大厅' } });
  expect(after.changes.map(({ what }) => what).sort()).toEqual(['closing', 'place', 'time']);
  expect(after.changes.find(({ what }) => what === 'place')?.was).toBe('二楼排练厅');
  expect(await recordOf(session.url, 'seats', activityId)).toMatchObject({ startsAt: startsAt + hour, closesAt: startsAt + hour, endsAt: startsAt + 2 * hour, edition: 1 });
  expect(await recordOf(session.url, 'activities', activityId)).toMatchObject({ unspread: false, audit: [{ act: 'activity.create' }, { act: 'activity.update' }] });
  expect(codeOf(await session.call(wang, 'activity.update', { ...input, edition: 1 }, key))).toBe('KEY_REUSED');
});

test('who was in before is told in the lists; who signs up after it, and who is not in, is not', async () => {
  const before = await open();
  const { activityId, startsAt } = before;
  await session.call(chen, 'registration.signUp', { activityId }, newKey());
  const cardsOf = async (who: string) => {
    const { items } = dataOf(await session.call(who, 'activity.list', { search: '合唱排练' }));
    return items.find((card) => card.activityId === activityId)?.changed;
  };
  const mineOf = async (who: string) => dataOf(await session.call(who, 'registration.mine', {})).items.find((card) => card.activityId === activityId)?.changed;
  expect([await cardsOf(chen), await mineOf(chen)]).toEqual([undefined, undefined]);
  const edit = editOf(before, { startsAt: startsAt + hour, endsAt: startsAt + 2 * hour, placeName: '一楼大厅', summary: '带谱子' });
  expect(codeOf(await session.call(wang, 'activity.update', { activityId, edition: 0, edit }, newKey()))).toBe('OK');
  expect([await cardsOf(chen), await mineOf(chen)]).toEqual([['time', 'place'], ['time', 'place']]);
  await session.call('demo-worker-li', 'registration.signUp', { activityId }, newKey());
  expect([await mineOf('demo-worker-li'), await cardsOf('demo-worker-li'), await cardsOf('demo-worker-aerken')]).toEqual([undefined, undefined, undefined]);
});

test('two cadres at once: one edit, the other is told to look again', async () => {
  const before = await open();
  const answers = await Promise.all(
    ['甲厅', '乙厅', '丙厅'].map((placeName) => session.call(wang, 'activity.update', { activityId: before.activityId, edition: 0, edit: editOf(before, { placeName }) }, newKey())),
  );
  expect(answers.map(codeOf).sort()).toEqual(['OK', 'USED', 'USED']);
  expect((await detailOf(before.activityId)).changes).toHaveLength(1);
});

test('what an edit may not do is refused, and nothing is written', async () => {
  const before = await open();
  const { activityId } = before;
  const question: Api.Activity.Field = { id: 'f1', kind: 'text', label: '声部', note: '', required: true, options: [], most: null, least: null };
  const refused = async (who: string, edit: Partial<Api.Activity.Edit>, edition = 0) => {
    const { answer, cost } = await session.measured(who, 'activity.update', { activityId, edition, edit: editOf(before, edit) }, newKey());
    expect(cost.writes).toBe(0);
    return codeOf(answer);
  };
  expect(await refused(wang, { signUpClosesAt: Date.now() - 1000 })).toBe('BAD_INPUT');
  expect(await refused(wang, { startsAt: Date.now() - hour })).toBe('BAD_INPUT');
  expect(await refused(wang, { title: '' })).toBe('BAD_INPUT');
  expect(await refused(wang, { moreFields: [question] })).toBe('BAD_INPUT');
  expect(await refused(wang, { title: '另一个名字' }, 3)).toBe('USED');
  expect(await refused('demo-cadre-liu', { title: '另一个名字' })).toBe('NOT_FOUND');
  expect(await refused(chen, { title: '另一个名字' })).toBe('NOT_FOUND');
  expect(await refused(wang, {})).toBe('OK');
  const wide = { activityId, edition: 0, edit: { ...editOf(before), capacity: 1 } } as unknown as Api.Input<'activity.update'>;
  expect(codeOf(await session.call(wang, 'activity.update', wide, newKey()))).toBe('BAD_INPUT');
  await session.call(wang, 'activity.cancel', { activityId, reason: '场地检修' }, newKey());
  expect(await refused(wang, { title: '另一个名字' })).toBe('CLOSED');
});

test('an optional question can be added while people are in; who is in stays', async () => {
  const before = await open();
  const { activityId } = before;
  await session.call(chen, 'registration.signUp', { activityId }, newKey());
  const question: Api.Activity.Field = { id: 'f1', kind: 'text', label: '声部', note: '', required: false, options: [], most: null, least: null };
  expect(codeOf(await session.call(wang, 'activity.update', { activityId, edition: 0, edit: editOf(before, { moreFields: [question] }) }, newKey()))).toBe('OK');
  const after = await detailOf(activityId);
  expect(after).toMatchObject({ fields: [{ label: '声部' }], registration: { state: 'held' } });
  expect(codeOf(await session.call('demo-worker-li', 'registration.signUp', { activityId, answers: { f1: '女低' } }, newKey()))).toBe('OK');
});

test('who is in answers what was added, once; what was answered stays, and nobody else does', async () => {
  const field = (id: string, label: string, required = false): Api.Activity.Field => ({ id, kind: 'text', label, note: '', required, options: [], most: null, least: null });
  const before = await open({ fields: [field('f1', '声部', true)] });
  const { activityId } = before;
  dataOf(await session.call(chen, 'registration.signUp', { activityId, answers: { f1: '男高' } }, newKey()));
  dataOf(await session.call(wang, 'activity.update', { activityId, edition: 0, edit: editOf(before, { moreFields: [field('f2', '衣服尺码'), field('f3', '自带谱架')] }) }, newKey()));
  const answer = (answers: Api.Activity.Answers, key = newKey(), who = chen) => session.call(who, 'registration.answer', { activityId, answers }, key);
  const key = newKey();
  expect(codeOf(await answer({ f2: 'XL' }, key))).toBe('OK');
  expect(codeOf(await answer({ f2: 'XL' }, key))).toBe('OK');
  expect(codeOf(await answer({ f2: 'L' }, key))).toBe('KEY_REUSED');
  const refused = async (answers: Api.Activity.Answers, who = chen) => {
    const { answer: given, cost } = await session.measured(who, 'registration.answer', { activityId, answers }, newKey());
    expect(cost.writes).toBe(0);
    return codeOf(given);
  };
  expect(await refused({ f1: '男低' })).toBe('USED');
  expect(await refused({ f9: '没有这个问题' })).toBe('BAD_INPUT');
  expect(await refused({ f3: ' ' })).toBe('BAD_INPUT');
  expect(await refused({ f3: '是' }, 'demo-worker-li')).toBe('NOT_FOUND');
  const both = await Promise.all([answer({ f3: '是' }), answer({ f3: '否' })]);
  expect(both.map(codeOf).sort()).toEqual(['OK', 'USED']);
  expect(dataOf(await session.call(chen, 'registration.answers', { activityId })).answers).toMatchObject({ f1: '男高', f2: 'XL' });
  // Whom a cadre signed up without a form gives the whole of it.
  dataOf(await session.call(wang, 'places.add', { activityId, uid: dataOf(await session.call('demo-worker-li', 'people.me', {})).member?.uid ?? '', reason: '主办方邀请' }, newKey()));
  expect(await refused({ f2: 'M' }, 'demo-worker-li')).toBe('BAD_INPUT');
  expect(codeOf(await answer({ f1: '女低', f2: 'M' }, newKey(), 'demo-worker-li'))).toBe('OK');
  await session.setClock(before.endsAt + 1000);
  expect(await refused({ f3: '是' }, 'demo-worker-li')).toBe('CLOSED');
  await session.setClock(Date.now());
});

test('a closing that was moved decides at once', async () => {
  const before = await open();
  const { activityId } = before;
  await session.setClock(Date.now() + hour);
  const edit = editOf(before, { signUpClosesAt: Date.now() + hour + 60_000 });
  expect(codeOf(await session.call(wang, 'activity.update', { activityId, edition: 0, edit }, newKey()))).toBe('OK');
  await session.setClock(Date.now() + 2 * hour);
  expect(codeOf(await session.call(chen, 'registration.signUp', { activityId }, newKey()))).toBe('CLOSED');
  await session.setClock(Date.now());
});
