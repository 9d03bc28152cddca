import tcb from '@cloudbase/node-sdk';
import { orderByLot, orderSeed, rosterHash } from '../../../miniprogram/domain/contest/order';
import { commitmentOf } from '../../../miniprogram/domain/draw/seed';
import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf, records } from './records';
import { photoOf } from './uploads';

const minute = 60_000;
const cadre = 'demo-cadre-wang';
const official = 'demo-official-zhou';
const second = 'demo-worker-li';
const leader = 'demo-cadre-liu';
const other = 'demo-worker-chen';
const worker = 'demo-worker-aerken';
const round = { contestId: 'contest-solo', roundId: 'r1' };
const key = 'contest-solo:r1';
const start = Date.now();
let session: ApiSession;

beforeAll(async () => {
  session = await openApiSession();
  await session.setClock(start);
  const expires = start + 30 * 86_400_000;
  dataOf(await act('demo-admin-wu', 'people.grant', { uid: demoUid(other), role: 'cadre', unionId: 'bus', expires }));
  dataOf(await act('demo-admin-wu', 'people.grant', { uid: demoUid(second), role: 'official', unionId: 'edu', expires }));
});
afterAll(() => session.close());

const call = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>) => session.call(openid, action, input);
const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, given = newKey()) => session.call(openid, action, input, given);
const roundRecord = () => recordOf(session.url, 'contest_rounds', key);
const board = async () => dataOf(await call(worker, 'stage.board', round)).board?.rows ?? [];
const refusesWithoutAWrite = async (answer: Promise<unknown>, code: string) => {
  const before = await roundRecord();
  expect(codeOf(await answer)).toBe(code);
  expect(await roundRecord()).toEqual(before);
};

/** A share as a phone makes one. */
const shareOf = (unit: string) => `share-of-${unit}-0123456789`;

async function lot() {
  const view = dataOf(await call(worker, 'stage.verify', round));
  if (!view.lot) throw new Error('no draw');
  return { view, lot: view.lot };
}

const commit = async (openid: string, unitId: string, given = newKey()) => {
  const drawId = (await lot()).lot.id;
  return act(openid, 'stage.commit', { ...round, drawId, unitId, commitment: commitmentOf(drawId, unitId, shareOf(unitId)) }, given);
};
const reveal = async (openid: string, unitId: string, share = shareOf(unitId)) => act(openid, 'stage.share', { ...round, drawId: (await lot()).lot.id, unitId, share });

test('a round is opened once, by a cadre over the contest, with all accepted entries and a hash', async () => {
  expect(codeOf(await act(worker, 'stage.open', round))).toBe('NOT_FOUND');
  expect(codeOf(await act(cadre, 'stage.open', { ...round, roundId: 'r2' }))).toBe('NOT_OPEN');
  expect(codeOf(await act(cadre, 'stage.open', { contestId: 'contest-choir', roundId: 'r1' }))).toBe('NOT_OPEN');
  const given = newKey();
  const first = await act(cadre, 'stage.open', round, given);
  expect(dataOf(first).entries).toBe(12);
  expect(await act(cadre, 'stage.open', round, given)).toEqual(first);
  expect(codeOf(await act(cadre, 'stage.open', { ...round, valueName: '福彩3D' }, given))).toBe('KEY_REUSED');
  expect(codeOf(await act(cadre, 'stage.open', round))).toBe('USED');
  const { view } = await lot();
  expect(rosterHash(view.roster)).toBe(dataOf(first).rosterHash);
  // The pianist accompanies two: a tag, never a name.
  expect(view.roster.filter(({ shared }) => shared.length > 0)).toHaveLength(2);
  expect(JSON.stringify(view)).not.toMatch(/performers|uid/);
  expect(dataOf(await call(worker, 'stage.rounds', { contestId: 'contest-solo' })).rounds.map(({ state }) => state)).toEqual(['open', null, null]);
});

test('units commit, all reveal: who does not come or holds back is named and left out; nobody chooses the order, and any phone comes to it', async () => {
  await refusesWithoutAWrite(commit(cadre, 'jcjc'), 'FORBIDDEN');
  await refusesWithoutAWrite(commit(leader, 'bus'), 'FORBIDDEN');
  await refusesWithoutAWrite(act(cadre, 'stage.again', { ...round, drawId: `${key}:1`, valueName: '福彩3D' }), 'NOT_OPEN');
  const given = newKey();
  const first = await commit(leader, 'jcjc', given);
  expect(await commit(leader, 'jcjc', given)).toEqual(first);
  await refusesWithoutAWrite(act(leader, 'stage.commit', { ...round, drawId: `${key}:1`, unitId: 'jcjc', commitment: 'a'.repeat(64) }), 'USED');
  await refusesWithoutAWrite(reveal(leader, 'jcjc'), 'NOT_OPEN');
  expect(codeOf(await commit(other, 'bus'))).toBe('OK');
  await refusesWithoutAWrite(act(cadre, 'stage.draw', { ...round, drawId: `${key}:1` }), 'NOT_OPEN');

  // Five units did not come: the next try is without them.
  const again = newKey();
  const next = await act(cadre, 'stage.again', { ...round, drawId: `${key}:1` }, again);
  expect(dataOf(next)).toEqual({ units: 2 });
  expect(await act(cadre, 'stage.again', { ...round, drawId: `${key}:1` }, again)).toEqual(next);
  expect((await lot()).view.voids[0]).toMatchObject({ why: 'absent', units: expect.arrayContaining(['新江纺织有限公司工会']) });
  await refusesWithoutAWrite(act(leader, 'stage.commit', { ...round, drawId: `${key}:1`, unitId: 'jcjc', commitment: 'b'.repeat(64) }), 'USED');

  // Both at once: neither is lost.
  expect((await Promise.all([commit(leader, 'jcjc'), commit(other, 'bus')])).map(codeOf)).toEqual(['OK', 'OK']);
  await refusesWithoutAWrite(reveal(leader, 'jcjc', 'another-share-0123456'), 'BAD_INPUT');
  expect(codeOf(await reveal(leader, 'jcjc'))).toBe('OK');
  expect((await lot()).lot.stand).toBe('revealing');
  await refusesWithoutAWrite(act(cadre, 'stage.again', { ...round, drawId: `${key}:2` }), 'NOT_OPEN');
  await session.setClock(start + 11 * minute);
  expect((await lot()).lot.stand).toBe('void');
  await refusesWithoutAWrite(reveal(other, 'bus'), 'CLOSED');
  await refusesWithoutAWrite(act(cadre, 'stage.again', { ...round, drawId: `${key}:2` }), 'BAD_INPUT');
  // One is left: from now on it is the organiser's share and a public value named beforehand.
  expect(dataOf(await act(cadre, 'stage.again', { ...round, drawId: `${key}:2`, valueName: '明日福彩3D开奖号码' }))).toEqual({ units: 0 });
  expect((await lot()).view.voids[1]).toMatchObject({ why: 'share', units: ['江城公交集团工会'] });
  expect((await lot()).lot.value).toMatchObject({ share: null, value: null });
  await refusesWithoutAWrite(act(cadre, 'stage.draw', { ...round, drawId: `${key}:3` }), 'BAD_INPUT');
  const drawn = newKey();
  const made = await act(cadre, 'stage.draw', { ...round, drawId: `${key}:3`, value: '３ 2 7' }, drawn);
  expect(dataOf(made)).toEqual({ drawn: 12 });
  expect(await act(cadre, 'stage.draw', { ...round, drawId: `${key}:3`, value: '３ 2 7' }, drawn)).toEqual(made);
  await refusesWithoutAWrite(act(cadre, 'stage.draw', { ...round, drawId: `${key}:3`, value: '328' }), 'CLOSED');

  const { view, lot: done } = await lot();
  if (!done.value?.share) throw new Error('the share was not told');
  expect(commitmentOf(done.id, 'organiser', done.value.share)).toBe(done.value.commitment);
  const order = orderByLot(view.roster, orderSeed(rosterHash(view.roster), [done.value.share, '327']));
  expect([order.drawn, order.running]).toEqual([view.drawn, view.running]);
  expect((await board()).map(({ entryId, number }) => [entryId, number])).toEqual(view.running.map((entryId, index) => [entryId, index + 1]));
  const shared = view.roster.filter((line) => line.shared.length > 0).map(({ entryId }) => view.running.indexOf(entryId));
  expect(Math.abs((shared[0] ?? 0) - (shared[1] ?? 0))).toBeGreaterThanOrEqual(3);
});

const step = (openid: string, entryId: string, from: Api.Contest.StageState, to: Api.Contest.StageState, given = newKey()) => act(openid, 'stage.call', { ...round, entryId, from, to }, given);

/** Sings it to its end, so many seconds. */
async function perform(entryId: string, seconds: number): Promise<Api.Output<'stage.time'>> {
  for (const [from, to] of [['expected', 'signed'], ['signed', 'waiting'], ['waiting', 'stage']] as const) dataOf(await step(official, entryId, from, to));
  dataOf(await act(official, 'stage.time', { ...round, entryId, mark: 'start', deviceAt: start }));
  const stopped = dataOf(await act(official, 'stage.time', { ...round, entryId, mark: 'stop', deviceAt: start + seconds * 1000 }));
  dataOf(await step(official, entryId, 'stage', 'done'));
  return stopped;
}

/** Signed sheets of five judges, as judging keeps them. */
async function sheets(entryId: string, marks: number[], from = 0): Promise<void> {
  const options = { env: 'gongyun-local', secretId: 'local', secretKey: 'local', serviceUrl: `${session.url}/admin` };
  const collection = tcb.init(options as Parameters<typeof tcb.init>[0]).database().collection('score_sheets');
  for (const [index, mark] of marks.entries()) {
    const judge = `judge${from + index}`;
    await collection.add({
      ...{ _id: `${key}:${entryId}:${judge}`, roundKey: key, entryId, judge, remark: '', signedAt: start, corrections: [], v: 1, acts: [] },
      marks: { pitch: mark, voice: mark, feeling: mark, bearing: mark },
    });
  }
}

test('the order follows reality: one step at a time, one on stage, nobody passed over in silence; two officials at once do not refuse each other', async () => {
  const [a, b, c, d] = (await board()).map(({ entryId }) => entryId);
  if (!a || !b || !c || !d) throw new Error('too few');
  await refusesWithoutAWrite(step(worker, a, 'expected', 'signed'), 'NOT_FOUND');
  await refusesWithoutAWrite(step(official, a, 'expected', 'waiting'), 'BAD_INPUT');
  const given = newKey();
  expect((await Promise.all([step(official, a, 'expected', 'signed', given), step(second, b, 'expected', 'signed'), step(cadre, c, 'expected', 'signed')])).map(codeOf)).toEqual(['OK', 'OK', 'OK']);
  expect(codeOf(await step(official, a, 'expected', 'signed', given))).toBe('OK');
  await refusesWithoutAWrite(step(official, a, 'expected', 'signed'), 'USED');
  await refusesWithoutAWrite(step(official, b, 'expected', 'signed', given), 'KEY_REUSED');
  // The same tap on two phones: once.
  expect((await Promise.all([step(official, b, 'signed', 'waiting'), step(second, b, 'signed', 'waiting')])).map(codeOf).sort()).toEqual(['OK', 'USED']);
  await refusesWithoutAWrite(step(official, b, 'waiting', 'stage'), 'USED');

  const reason = '领队在路上，双方领队同意';
  await refusesWithoutAWrite(act(official, 'stage.change', { ...round, kind: 'swap', entryId: a, reason }), 'BAD_INPUT');
  const swap = newKey();
  const swapped = await act(official, 'stage.change', { ...round, kind: 'swap', entryId: a, otherId: b, reason }, swap);
  expect(await act(official, 'stage.change', { ...round, kind: 'swap', entryId: a, otherId: b, reason }, swap)).toEqual(swapped);
  expect((await board()).map(({ entryId }) => entryId).slice(0, 3)).toEqual([b, a, c]);
  expect(codeOf(await step(official, b, 'waiting', 'stage'))).toBe('OK');
  expect(codeOf(await step(official, a, 'signed', 'waiting'))).toBe('OK');
  await refusesWithoutAWrite(step(official, a, 'waiting', 'stage'), 'USED');
  await refusesWithoutAWrite(act(official, 'stage.change', { ...round, kind: 'absent', entryId: b, reason: '没有来' }), 'USED');
  expect(codeOf(await act(second, 'stage.change', { ...round, kind: 'absent', entryId: d, reason: '演员生病' }))).toBe('OK');
  expect(dataOf(await call(worker, 'stage.verify', round)).changes.map(({ kind, entries, byName }) => [kind, entries.length, byName])).toEqual([
    ['swap', 2, '周立新'],
    ['absent', 1, '李秀英'],
  ]);

  // Off again, so that the next test sings it from the beginning.
  for (const [from, to] of [['stage', 'waiting'], ['waiting', 'signed'], ['signed', 'expected']] as const) dataOf(await step(official, b, from, to));
  for (const [from, to] of [['waiting', 'signed'], ['signed', 'expected']] as const) dataOf(await step(official, a, from, to));
  dataOf(await step(official, c, 'signed', 'expected'));
});

test('overtime is proposed and counts once a second official confirms; the first three are released together, and only what is released is told', async () => {
  const rows = (await board()).map(({ entryId }) => entryId);
  const [a, b, c] = rows;
  if (!a || !b || !c) throw new Error('too few');
  const judges = Array.from({ length: 5 }, (_, index) => ({ uid: `judge${index}`, name: `评委${index}`, unit: null, reserve: false }));
  await records(session.url, 'contest_rounds').doc(key).update({ panel: judges });

  expect(await perform(a, 299)).toEqual({ elapsed: 299_000, deduction: 0 });
  await sheets(a, [9800, 9600, 9600, 9200, 9000]);
  await refusesWithoutAWrite(act(official, 'stage.release', { ...round, entryId: a }), 'NOT_OPEN');
  expect(await perform(b, 331)).toEqual({ elapsed: 331_000, deduction: -200 });
  await sheets(b, [9500, 9500, 9500, 9500, 9500]);
  expect(await perform(c, 100)).toEqual({ elapsed: 100_000, deduction: 0 });
  await sheets(c, [9000, 9000, 9000, 9000]);

  // The overtime waits for somebody else than the timekeeper.
  const desk = dataOf(await call(second, 'stage.desk', round));
  const overtime = desk.rows.find(({ entryId }) => entryId === b)?.adjustments[0];
  expect(overtime).toMatchObject({ hundredths: -200, reason: '超时 31 秒', byName: '周立新', secondName: null, mine: false });
  const adjustmentId = overtime?.id ?? '';
  await refusesWithoutAWrite(act(official, 'stage.release', { ...round, entryId: b }), 'NOT_OPEN');
  await refusesWithoutAWrite(act(official, 'stage.confirm', { ...round, entryId: b, adjustmentId, confirm: true }), 'FORBIDDEN');
  const given = newKey();
  const confirmed = await act(second, 'stage.confirm', { ...round, entryId: b, adjustmentId, confirm: true }, given);
  expect(await act(second, 'stage.confirm', { ...round, entryId: b, adjustmentId, confirm: true }, given)).toEqual(confirmed);
  await refusesWithoutAWrite(act(cadre, 'stage.confirm', { ...round, entryId: b, adjustmentId, confirm: false }), 'USED');
  await refusesWithoutAWrite(act(official, 'stage.adjust', { ...round, entryId: c, hundredths: 0, reason: '没有理由' }), 'BAD_INPUT');
  // Two at once, neither lost.
  const added = await Promise.all([act(official, 'stage.adjust', { ...round, entryId: c, hundredths: 50, reason: '原创歌曲' }), act(second, 'stage.adjust', { ...round, entryId: c, hundredths: -100, reason: '外请伴奏' })]);
  const [plus, minus] = added.map((answer) => dataOf(answer).adjustmentId);
  dataOf(await act(cadre, 'stage.confirm', { ...round, entryId: c, adjustmentId: plus ?? '', confirm: true }));
  dataOf(await act(cadre, 'stage.confirm', { ...round, entryId: c, adjustmentId: minus ?? '', confirm: false }));

  await refusesWithoutAWrite(act(official, 'stage.release', { ...round, entryId: c }), 'NOT_OPEN');
  await sheets(c, [9000], 4);

  expect((await board()).every(({ announced }) => announced === null)).toBe(true);
  await refusesWithoutAWrite(act(worker, 'stage.release', { ...round, entryId: a }), 'NOT_FOUND');
  const released = newKey();
  const both = await Promise.all([act(official, 'stage.release', { ...round, entryId: b }, released), act(second, 'stage.release', { ...round, entryId: a })]);
  expect(both.map(codeOf).sort()).toEqual(['OK', 'USED']);
  const told = new Map((await board()).map(({ entryId, announced, place }) => [entryId, [announced, place]]));
  expect([told.get(a), told.get(b), told.get(c)]).toEqual([[9467, 1], [9300, 2], [9050, 3]]);
  expect([...told.values()].filter(([announced]) => announced !== null)).toHaveLength(3);
  await refusesWithoutAWrite(act(official, 'stage.adjust', { ...round, entryId: a, hundredths: -100, reason: '晚了一步' }), 'CLOSED');
  await refusesWithoutAWrite(act(cadre, 'stage.close', round), 'NOT_OPEN');

  const script = dataOf(await call(official, 'stage.script', round)).script;
  expect(script.last.map(({ announced, highest }) => [announced, highest])).toEqual([[9467, [980_000]], [9300, [950_000]], [9050, [900_000]]]);
  expect(script.on?.people[0]?.names).toHaveLength(1);
  expect(script.held).toBeNull();
  expect(codeOf(await call(worker, 'stage.script', round))).toBe('NOT_FOUND');
});

test('a board is one document, and nothing where nothing changed', async () => {
  const { answer, cost } = await session.measured(worker, 'stage.board', round);
  const { board: shown } = dataOf(answer);
  // One for who calls, one for the board.
  expect(cost).toMatchObject({ docsRead: 2, writes: 0 });
  expect(JSON.stringify(shown)).not.toMatch(/panel|acts|digest|unitPath/);
  expect(dataOf(await call(worker, 'stage.board', { ...round, since: shown?.v ?? 0 })).board).toBeNull();
  expect(codeOf(await call(worker, 'stage.board', { contestId: 'contest-choir', roundId: 'r1' }))).toBe('NOT_FOUND');
});

test('a big screen reads the board by a token that can be taken back; a forged event reads nothing', async () => {
  expect(codeOf(await act(official, 'stage.screen', { ...round, name: '大厅' }))).toBe('FORBIDDEN');
  const given = newKey();
  const first = await act(cadre, 'stage.screen', { ...round, name: '大厅' }, given);
  expect(await act(cadre, 'stage.screen', { ...round, name: '大厅' }, given)).toEqual(first);
  const { token, screenId } = dataOf(first);
  const record = JSON.stringify(await roundRecord());
  expect(record).not.toContain(token.split('.')[2]);
  const poll = async (query: string) => {
    const response = await fetch(`${session.url}/hall/board?${query}`);
    return { status: response.status, answer: (await response.json()) as { ok: boolean; data?: { board: Api.Contest.Board | null }; error?: { message: string } }, docs: response.headers.get('x-docs-read') };
  };
  const seen = await poll(`token=${token}`);
  expect([seen.status, seen.answer.data?.board?.rows.length, seen.docs]).toEqual([200, 12, '1']);
  expect((await poll(`token=${token}&since=${seen.answer.data?.board?.v ?? 0}`)).answer.data?.board).toBeNull();
  expect((await poll('token=x')).status).toBe(400);
  expect((await poll(`token=${token.slice(0, -1)}_`)).status).toBe(403);
  const forged = (await session.invoke('api', { httpMethod: 'GET', queryStringParameters: { token } }, worker)) as { ok: boolean };
  expect(forged.ok).toBe(false);
  dataOf(await act(cadre, 'stage.unscreen', { ...round, screenId }));
  const gone = await poll(`token=${token}`);
  expect([gone.status, gone.answer.error?.message]).toEqual([403, '这块大屏没有接入，或已被收回']);
});

test('slips: whole, photographed, and signed by a second person', async () => {
  const contestId = dataOf(await act(cadre, 'activity.create', { title: '班组歌会', programme: 'contest', audienceUnionId: 'city', placeName: '文化宫', startsAt: start + 40 * 86_400_000, endsAt: start + 41 * 86_400_000, capacity: 50 })).activityId;
  dataOf(await act(cadre, 'contest.create', { activityId: contestId, template: 'talent' }));
  const { setup } = dataOf(await call(cadre, 'contest.detail', { contestId }));
  if (!setup) throw new Error('not set up');
  const rounds = setup.rulebook.rounds.map((one) => ({ ...one, order: 'paper' as const }));
  dataOf(await act(cadre, 'contest.edit', { contestId, v: setup.v, rulebook: { ...setup.rulebook, rounds }, entriesUntil: start + 20 * minute }));
  const accompaniment = { kind: 'live' as const, fileId: '' };
  for (const [index, name] of ['陈建国', '李强', '王芳'].entries()) {
    const draft: Api.Contest.EntryDraft = { title: `节目${index}`, form: 'solo', songs: [{ title: `新歌${'甲乙丙'[index]}`, kind: 'own', author: '', seconds: 200 }], performers: [{ name, part: 'singer', outside: false }], accompaniment, photos: [], video: '', lyrics: '清晨的汽笛响起来，我们走进车间去', contact: '13800001111' };
    const { entryId } = dataOf(await act(leader, 'contest.submit', { contestId, unitId: 'jcjc', draft }));
    dataOf(await act(cadre, 'contest.review', { entryId, v: 1, accept: true, reason: '' }));
  }
  await session.setClock(start + 30 * minute);
  const paper = { contestId, roundId: 'r1' };
  dataOf(await act(cadre, 'stage.open', paper));
  const roster = dataOf(await call(worker, 'stage.verify', paper)).roster;
  const numbers = roster.map(({ entryId }, index) => ({ entryId, number: 3 - index, drawnFor: index === 1 }));
  const photo = await photoOf(session, official, paper.contestId, 'slips');
  expect(codeOf(await act(cadre, 'stage.paper', { ...paper, photo, numbers: numbers.slice(1) }))).toBe('BAD_INPUT');
  // A photo of somebody else's, or of another purpose, is none.
  expect(codeOf(await act(cadre, 'stage.paper', { ...paper, photo, numbers }))).toBe('BAD_INPUT');
  dataOf(await act(official, 'stage.paper', { ...paper, photo, numbers }));
  const { paper: slips } = dataOf(await call(cadre, 'stage.verify', paper));
  expect(slips).toMatchObject({ secondName: null, byName: '周立新', mine: false });
  const at = slips?.at ?? 0;
  expect(codeOf(await act(official, 'stage.paperSign', { ...paper, at }))).toBe('FORBIDDEN');
  expect(codeOf(await act(cadre, 'stage.paperSign', { ...paper, at: at - 1 }))).toBe('USED');
  expect(codeOf(await act(cadre, 'stage.paperSign', { ...paper, at }))).toBe('OK');
  const signed = dataOf(await call(worker, 'stage.verify', paper));
  expect([signed.paper?.secondName, signed.running]).toEqual(['王敏', roster.map(({ entryId }) => entryId).reverse()]);
  expect(codeOf(await act(official, 'stage.paper', { ...paper, photo, numbers }))).toBe('CLOSED');
});

test('a unit that goes elsewhere takes its entries in open rounds with it', async () => {
  const pathsOf = async () => (((await roundRecord())['performances'] as { unitId: string; unitPath: string }[]) ?? []).filter(({ unitId }) => unitId === 'weave').map(({ unitPath }) => unitPath);
  const before = await pathsOf();
  dataOf(await act('demo-admin-wu', 'unions.move', { unionId: 'weave', parentId: 'edu' }));
  await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
  expect(before).toHaveLength(1);
  expect(await pathsOf()).toEqual(['/city/edu/weave/']);
});
