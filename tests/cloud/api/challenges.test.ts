import { plainRules } from '../../../miniprogram/domain/reading/rules';
import { day, instant } from '../../../miniprogram/domain/time/shanghai';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';

/** Challenges of a reading month: set by a cadre, joined once, read off the check-ins; a team's common book. */

const cadre = 'demo-cadre-wang';
/** Of the machine-tool works, which has the teams; whose worker chen is. */
const own = 'demo-cadre-liu';
const chen = 'demo-worker-chen';
/** Of another enterprise. */
const stranger = 'demo-member-50';
const start = instant(2027, 3, 29, 8);
let session: ApiSession;
let [editionId, bookId] = ['', ''];

const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(openid, action, input, key);
const book = (isbn: string, title: string) => ({ editionId, isbn, title, author: '路遥', theme: '劳动者', link: '' });
const add = (rule: Api.Reading.ChallengeRule, openid = cadre, unionId: string | null = null, key = newKey()) => act(openid, 'reading.addChallenge', { editionId, unionId, rule }, key);
const row = (days: number) => ({ kind: 'row', days }) as const;
const common = (at: number, of: Api.Reading.Amount = 'minutes') => ({ kind: 'book', bookId, of, at }) as const;
const checkIn = (openid: string, minutes = 20) => session.measured(openid, 'reading.checkIn', { editionId, bookId, minutes, pages: 0, note: '', night: false, makeUpFor: null }, newKey());
const join = (openid: string, challengeId: string) => session.call(openid, 'reading.join', { editionId, challengeId });
const close = (openid: string, challengeId: string, key = newKey(), reason = '名额已够') => act(openid, 'reading.closeChallenge', { editionId, challengeId, reason }, key);
const mine = async (openid: string) => dataOf(await session.call(openid, 'reading.challenges', { editionId })).items;
const deskOf = async (openid: string, unionId: string | null = null) => dataOf(await session.call(openid, 'reading.challengeDesk', { editionId, unionId }));

async function edition(): Promise<void> {
  const draft = { title: '职工读书月', programme: 'reading', audienceUnionId: 'city', placeName: '各职工书屋', startsAt: start + day, endsAt: start + 40 * day, capacity: 50 } as const;
  const { activityId } = dataOf(await act(cadre, 'activity.create', draft));
  ({ editionId } = dataOf(await act(cadre, 'reading.create', { activityId, from: '2027-03-29', until: '2027-04-30', rules: plainRules })));
  ({ bookId } = dataOf(await act(cadre, 'reading.addBook', book('978-7-5366-9293-0', '三体'))));
}

beforeAll(async () => {
  session = await openApiSession({ members: 120 });
});
afterAll(() => session.close());
beforeEach(async () => {
  await session.setClock(start - 2 * day);
  await edition();
  await session.setClock(start);
});

test('set once for a key and once for a rule, by the own cadre alone', async () => {
  const key = newKey();
  const both = await Promise.all([add(row(7), cadre, null, key), add(row(7), cadre, null, key)]);
  const ids = new Set(both.map((one) => dataOf(one).challengeId));
  expect(ids.size).toBe(1);
  expect(codeOf(await add(row(8), cadre, null, key))).toBe('KEY_REUSED');
  expect(codeOf(await add(row(7)))).toBe('USED');
  expect(codeOf(await add(row(21), own))).toBe('NOT_FOUND');
  expect(codeOf(await add(row(21), chen))).toBe('NOT_FOUND');
  expect(codeOf(await add(row(34)))).toBe('BAD_INPUT');
  expect(codeOf(await add({ ...common(60), bookId: 'no-book' }))).toBe('BAD_INPUT');
  expect((await deskOf(cadre)).items).toMatchObject([{ rule: row(7), closed: false, joined: 0 }]);
});

test('twelve at most, also of those set at once; two who set the same at once set one', async () => {
  for (let days = 2; days < 11; days += 1) expect(codeOf(await add(row(days)))).toBe('OK');
  const rush = (await Promise.all([11, 12, 13, 14, 15].map((days) => add(row(days))))).map(codeOf).sort();
  expect(rush).toEqual(['FULL', 'FULL', 'OK', 'OK', 'OK']);
  expect((await deskOf(cadre)).items).toHaveLength(12);
  await edition();
  expect((await Promise.all([add(row(7)), add(row(7)), add(row(7))])).map(codeOf).sort()).toEqual(['OK', 'USED', 'USED']);
});

test('joined once; progress follows the check-ins, whose cost stays; done for good', async () => {
  const { challengeId } = dataOf(await add(row(3)));
  expect(await mine(chen)).toMatchObject([{ challengeId, joined: null, open: true, have: 0, need: 3 }]);
  await checkIn(chen);
  await session.setClock(start + day);
  const answers = await Promise.all([join(chen, challengeId), join(chen, challengeId), join(chen, challengeId)]);
  expect(answers.map((one) => dataOf(one).joined)).toEqual(['2027-03-30', '2027-03-30', '2027-03-30']);
  expect((await deskOf(cadre)).items).toMatchObject([{ joined: 1 }]);
  // What was read before joining does not count.
  expect(await mine(chen)).toMatchObject([{ joined: '2027-03-30', open: false, have: 0 }]);
  for (let number = 1; number <= 3; number += 1) {
    await session.setClock(start + number * day);
    expect((await checkIn(chen)).cost).toMatchObject({ writes: 1, roundTrips: 3 });
    expect(await mine(chen)).toMatchObject([{ have: number, doneOn: number === 3 ? '2027-04-01' : null }]);
  }
  await session.setClock(start + 9 * day);
  const later = await session.measured(chen, 'reading.challenges', { editionId });
  expect(dataOf(later.answer).items).toMatchObject([{ have: 3, need: 3, doneOn: '2027-04-01' }]);
  expect(later.cost.writes).toBe(0);
  expect(later.cost.roundTrips).toBeLessThanOrEqual(3);
  expect(codeOf(await join(chen, challengeId))).toBe('OK');
  expect(await mine(chen)).toMatchObject([{ joined: '2027-03-30' }]);
});

test('closed: nobody joins any more, who is in it goes on; opened again by the same rule', async () => {
  const { challengeId } = dataOf(await add(row(7)));
  await join(chen, challengeId);
  expect(codeOf(await close(own, challengeId))).toBe('NOT_FOUND');
  expect(codeOf(await close(chen, challengeId))).toBe('NOT_FOUND');
  const key = newKey();
  expect((await Promise.all([close(cadre, challengeId, key), close(cadre, challengeId, key)])).map(codeOf)).toEqual(['OK', 'OK']);
  expect(codeOf(await close(cadre, challengeId, key, '别的原因'))).toBe('KEY_REUSED');
  expect(codeOf(await close(cadre, challengeId))).toBe('USED');
  expect(codeOf(await join(stranger, challengeId))).toBe('CLOSED');
  expect(codeOf(await join(chen, challengeId))).toBe('OK');
  expect([await mine(stranger), (await mine(chen)).length]).toEqual([[], 1]);
  expect(dataOf(await add(row(7))).challengeId).toBe(challengeId);
  expect(codeOf(await join(stranger, challengeId))).toBe('OK');
  await session.setClock(start + 60 * day);
  expect(codeOf(await join('demo-member-51', challengeId))).toBe('CLOSED');
  expect(codeOf(await add(row(9)))).toBe('CLOSED');
});

test('a team\'s common book: its own cadre sets it, all of the team are in it, to others it does not exist', async () => {
  const unit = await deskOf(own, 'jcjc');
  expect(unit.teams.map(({ unionId }) => unionId)).toContain('jcjc');
  expect(codeOf(await add(common(60), cadre, 'jcjc'))).toBe('FORBIDDEN');
  expect(codeOf(await add(common(60), own, 'bus'))).toBe('NOT_FOUND');
  expect(codeOf(await add(row(7), own, 'jcjc'))).toBe('BAD_INPUT');
  const { challengeId } = dataOf(await add(common(60), own, 'jcjc'));
  expect(await mine(chen)).toMatchObject([{ challengeId, bookTitle: '三体', unitName: '江城机床厂工会', joined: '2027-03-29', open: false }]);
  expect(await mine(stranger)).toEqual([]);
  expect(codeOf(await join(stranger, challengeId))).toBe('NOT_FOUND');
  await checkIn(chen, 45);
  await checkIn(chen, 20);
  expect(await mine(chen)).toMatchObject([{ have: 60, need: 60, doneOn: '2027-03-29' }]);

  const team = (openid: string) => session.measured(openid, 'reading.team', { editionId, challengeId });
  const { answer, cost } = await team(chen);
  const page = dataOf(answer);
  expect(page).toMatchObject({ bookTitle: '三体', unitName: '江城机床厂工会', need: 60, finished: 1 });
  expect(page.readers[0]).toMatchObject({ mine: true, doneOn: '2027-03-29' });
  expect(cost.roundTrips).toBeLessThanOrEqual(3);
  expect(dataOf((await team(own)).answer).readers.length).toBe(page.readers.length);
  expect(codeOf((await team(stranger)).answer)).toBe('NOT_FOUND');
  expect(codeOf((await team(cadre)).answer)).toBe('FORBIDDEN');
  expect((await deskOf(own, 'jcjc')).items).toMatchObject([{ challengeId, unitName: '江城机床厂工会' }]);
  expect((await deskOf(cadre)).items).toEqual([]);
});
