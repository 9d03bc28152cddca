import { commitmentOf } from '../../../miniprogram/domain/draw/seed';
import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { recordOf, records, whole } from './records';

const cadre = 'demo-cadre-wang';
const official = 'demo-official-zhou';
const supervisor = 'demo-worker-li';
const worker = 'demo-worker-aerken';
const jury = ['demo-judge-sun', 'demo-member-10', 'demo-member-11', 'demo-member-12', 'demo-member-13'];
/** Of the machine-tool works, which sends two entries. */
const own = 'demo-worker-chen';
const reserve = 'demo-member-14';
const where = { contestId: 'contest-solo', roundId: 'r1' };
const key = 'contest-solo:r1';
const start = Date.now();
let session: ApiSession;

const call = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>) => session.call(openid, action, input);
const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, given = newKey()) => session.call(openid, action, input, given);
const seat = (openid: string, spare = false) => ({ uid: demoUid(openid), reserve: spare });
const panel = [...jury.map((openid) => seat(openid)), seat(own), seat(reserve, true)];
const sheets = async () => (await records(session.url, 'score_sheets').where({ roundKey: key }).limit(300).get()).data;
const refusesWithoutAWrite = async (answer: () => Promise<unknown>, code: string) => {
  const before = [await sheets(), await recordOf(session.url, 'contest_rounds', key)];
  expect(codeOf(await answer())).toBe(code);
  expect([await sheets(), await recordOf(session.url, 'contest_rounds', key)]).toEqual(before);
};

/** Points of each criterion. */
const all = (points: number) => ({ pitch: points * 100, voice: points * 100, feeling: points * 100, bearing: points * 100 });
const save = (openid: string, entryId: string, v: number, marks: Api.Contest.SheetMarks, given = newKey()) => act(openid, 'judging.save', { ...where, entryId, v, marks }, given);
const sign = (openid: string, entryId: string, v: number, marks: Api.Contest.SheetMarks, given = newKey()) => act(openid, 'judging.sign', { ...where, entryId, v, marks }, given);
const pad = async (openid: string) => dataOf(await call(openid, 'judging.mine', where));
const order = async () => (dataOf(await call(official, 'stage.board', where)).board?.rows ?? []).map(({ entryId }) => entryId);
/** An entry in the middle of the order, wherever the draw put it: for `openid` it is as wanted. */
const entryWhere = async (openid: string, wanted: (one: Api.Contest.JudgedPiece) => boolean) => (await pad(openid)).pieces.find((one) => !one.held && wanted(one))?.entryId ?? '';

async function perform(entryId: string): Promise<void> {
  for (const [from, to] of [['expected', 'signed'], ['signed', 'waiting'], ['waiting', 'stage'], ['stage', 'done']] as const) dataOf(await act(official, 'stage.call', { ...where, entryId, from, to }));
}

beforeAll(async () => {
  session = await openApiSession();
  await session.setClock(start);
  const expires = start + 30 * 86_400_000;
  const grant = async (openid: string, role: 'judge' | 'supervisor') => dataOf(await act('demo-admin-wu', 'people.grant', { uid: demoUid(openid), role, unionId: 'city', expires }));
  for (const openid of [...jury.slice(1), own, reserve]) await grant(openid, 'judge');
  await grant(supervisor, 'supervisor');
  dataOf(await act(cadre, 'stage.open', where));
  // One unit came: the order is by the organiser's share and a public value.
  dataOf(await act('demo-cadre-liu', 'stage.commit', { ...where, drawId: `${key}:1`, unitId: 'jcjc', commitment: commitmentOf(`${key}:1`, 'jcjc', 'a-share-of-the-works') }));
  dataOf(await act(cadre, 'stage.again', { ...where, drawId: `${key}:1`, valueName: '明日福彩3D开奖号码' }));
});
afterAll(() => session.close());

test('a cadre seats those who have the role, upon the panel as it was seen, once', async () => {
  const set = (input: Partial<Api.Input<'judging.panel'>>, given = newKey(), openid = cadre) => act(openid, 'judging.panel', { ...where, seen: [], judges: panel, ...input }, given);
  await refusesWithoutAWrite(() => set({}, newKey(), worker), 'NOT_FOUND');
  await refusesWithoutAWrite(() => set({}, newKey(), official), 'FORBIDDEN');
  await refusesWithoutAWrite(() => set({ judges: [...panel, seat(worker)] }), 'BAD_INPUT');
  await refusesWithoutAWrite(() => set({ judges: [...panel, seat(own)] }), 'BAD_INPUT');
  await refusesWithoutAWrite(() => set({ judges: [seat(reserve, true)] }), 'BAD_INPUT');
  const given = newKey();
  const first = await set({}, given);
  expect(dataOf(first)).toEqual({ judges: 6 });
  expect(await set({}, given)).toEqual(first);
  expect(codeOf(await set({ judges: panel.slice(1) }, given))).toBe('KEY_REUSED');
  await refusesWithoutAWrite(() => set({}), 'USED');
  const view = await session.measured(cadre, 'judging.seats', where);
  expect(view.cost.roundTrips).toBeLessThanOrEqual(3);
  expect(dataOf(view.answer)).toMatchObject({ fixed: false, manages: true, panel: expect.arrayContaining([expect.objectContaining({ name: '孙雅琴', reserve: false })]) });
  const name = dataOf(view.answer).panel[0]?.name ?? '';
  expect(JSON.stringify(await recordOf(session.url, 'contest_rounds', key))).not.toContain(name);
  expect(dataOf(view.answer).pieces.filter(({ recused }) => recused.length > 0).map(({ unitName }) => unitName)).toEqual(expect.arrayContaining([expect.stringContaining('机床')]));
  dataOf(await act(cadre, 'stage.draw', { ...where, drawId: `${key}:2`, value: '327' }));
  // Chance may put the works first: what follows begins with an entry for which nobody steps back.
  const rows = dataOf(await call(official, 'stage.board', where)).board?.rows ?? [];
  const last = rows.filter(({ unitName }) => !unitName.includes('机床')).pop()?.entryId ?? '';
  for (const { entryId } of rows.filter(({ unitName }) => unitName.includes('机床'))) {
    dataOf(await act(official, 'stage.change', { ...where, kind: 'late', entryId, otherId: last, reason: '路上耽搁，领队已说明' }));
  }
});

test('a recusal is taken back with a reason until somebody was on stage, and both stay on record', async () => {
  const [judge = '', another = ''] = jury;
  const [entryId = '', second = ''] = await order();
  const input = (entryIds: string[], uid = demoUid(judge)) => ({ ...where, uid, entryIds, reason: '登记错了节目' });
  dataOf(await act(judge, 'judging.recuse', { ...input([entryId, second]), reason: '与参赛者有亲属关系' }));
  expect((await pad(judge)).pieces.find((one) => one.entryId === entryId)).toMatchObject({ seat: 'recused', mayReturn: true });
  await refusesWithoutAWrite(() => act(another, 'judging.unrecuse', input([entryId])), 'NOT_FOUND');
  await refusesWithoutAWrite(() => act(official, 'judging.unrecuse', input([entryId])), 'NOT_FOUND');
  await refusesWithoutAWrite(() => act(cadre, 'judging.unrecuse', { ...input([entryId]), reason: '' }), 'BAD_INPUT');
  const given = newKey();
  const done = await act(judge, 'judging.unrecuse', input([entryId]), given);
  expect(dataOf(done)).toEqual({ returned: 1 });
  expect(await act(judge, 'judging.unrecuse', input([entryId]), given)).toEqual(done);
  await refusesWithoutAWrite(() => act(judge, 'judging.unrecuse', input([entryId])), 'USED');
  dataOf(await act(cadre, 'judging.unrecuse', input([second])));
  expect((await pad(judge)).pieces.filter(({ seat: mine }) => mine !== 'seated')).toEqual([]);
  const { recusals } = (await recordOf(session.url, 'contest_rounds', key)) as { recusals: object[] };
  expect(recusals).toMatchObject([{ entryId, reason: '与参赛者有亲属关系', back: { reason: '登记错了节目', by: demoUid(judge) } }, { back: { by: demoUid(cadre) } }]);
});

test('the panel knows the unit of an entry by where it is now', async () => {
  const round = (await recordOf(session.url, 'contest_rounds', key)) as { performances: { unitId: string; unitPath: string }[] };
  const path = round.performances.find(({ unitId }) => unitId === 'jcjc')?.unitPath ?? '';
  // Laid out in the moment of a move: with a path that is nobody's any more.
  const stale = round.performances.map((one) => (one.unitId === 'jcjc' ? { ...one, unitPath: '/city/gone/', unitId: 'weave' } : one));
  await records(session.url, 'contest_rounds').where({ _id: key }).update({ performances: whole(session.url, stale) });
  await records(session.url, 'unions').where({ _id: 'weave' }).update({ mergedInto: whole(session.url, { id: 'jcjc', name: '江城机床厂工会' }) });
  dataOf(await act(cadre, 'judging.panel', { ...where, seen: panel, judges: panel }));
  const after = (await recordOf(session.url, 'contest_rounds', key)) as { performances: { unitId: string; unitPath: string }[] };
  expect([...new Set(after.performances.filter(({ unitId }) => unitId === 'weave').map(({ unitPath }) => unitPath))]).toEqual([path]);
  expect((await pad(own)).pieces.filter(({ seat: mine }) => mine === 'recused')).toHaveLength(after.performances.filter(({ unitId }) => unitId === 'weave').length);
  await records(session.url, 'unions').where({ _id: 'weave' }).update({ mergedInto: null });
  await records(session.url, 'contest_rounds').where({ _id: key }).update({ performances: whole(session.url, round.performances) });
});

test('a draft is one write and three round trips; a repeat is one sheet; a draft upon another version is refused', async () => {
  const [judge = '', another = ''] = jury;
  const [entryId = ''] = await order();
  const given = newKey();
  const first = await session.measured(judge, 'judging.save', { ...where, entryId, v: 0, marks: { pitch: 9000 } }, given);
  expect(dataOf(first.answer)).toEqual({ v: 1 });
  expect(first.cost).toMatchObject({ writes: 1, roundTrips: 3 });
  expect(await save(judge, entryId, 0, { pitch: 9000 }, given)).toEqual(first.answer);
  const second = await session.measured(judge, 'judging.save', { ...where, entryId, v: 1, marks: { pitch: 9005, voice: 8000 } }, newKey());
  expect(second.cost).toMatchObject({ writes: 1, roundTrips: 3 });
  // The first one again, late: its own answer, and nothing goes back.
  expect(await save(judge, entryId, 0, { pitch: 9000 }, given)).toEqual(first.answer);
  await refusesWithoutAWrite(() => save(judge, entryId, 0, { pitch: 1 }, given), 'KEY_REUSED');
  await refusesWithoutAWrite(() => save(judge, entryId, 2, { pitch: 1 }, given), 'KEY_REUSED');
  await refusesWithoutAWrite(() => save(judge, entryId, 1, { pitch: 1 }), 'USED');
  await refusesWithoutAWrite(() => save(judge, entryId, 0, { pitch: 1 }), 'USED');
  await refusesWithoutAWrite(() => save(another, entryId, 7, { pitch: 1 }), 'USED');
  expect((await pad(judge)).sheets).toEqual([{ entryId, marks: { pitch: 9005, voice: 8000 }, signedAt: null, asked: null, corrections: 0, v: 2 }]);
});

test('forged marks are refused, each with its code, and nothing is written', async () => {
  const [judge = ''] = jury;
  const [entryId = ''] = await order();
  for (const mark of [-1, 10_001, 90.5, 1e9, Number.NaN, '9000', null, { $gt: 0 }]) {
    await refusesWithoutAWrite(() => save(judge, entryId, 2, { pitch: mark } as unknown as Api.Contest.SheetMarks), 'BAD_INPUT');
  }
  await refusesWithoutAWrite(() => save(judge, entryId, 2, { charm: 9000 }), 'BAD_INPUT');
  await refusesWithoutAWrite(() => session.invoke('api', { action: 'judging.save', input: { ...where, entryId, v: 2, marks: all(90), judge: demoUid(own) }, key: newKey() }, judge), 'BAD_INPUT');
  await refusesWithoutAWrite(() => save(judge, 'contest-solo:nothing', 0, all(90)), 'NOT_FOUND');
  await refusesWithoutAWrite(() => save(worker, entryId, 0, all(90)), 'NOT_FOUND');
  await refusesWithoutAWrite(() => save(cadre, entryId, 0, all(90)), 'NOT_FOUND');
  const spare = await entryWhere(reserve, ({ seat: mine }) => mine === 'spare');
  await refusesWithoutAWrite(() => save(reserve, spare, 0, all(90)), 'FORBIDDEN');
});

test('own unit: the judge steps back, the reserve sits; a judge who declares it likewise, of no entry of others', async () => {
  const entry = (await pad(own)).pieces.find(({ seat: mine }) => mine === 'recused')?.entryId ?? '';
  expect((await pad(own)).pieces.find(({ entryId }) => entryId === entry)?.unitName).toContain('机床');
  expect((await pad(reserve)).pieces.find(({ entryId }) => entryId === entry)?.seat).toBe('seated');
  await refusesWithoutAWrite(() => save(own, entry, 0, all(90)), 'FORBIDDEN');
  expect(codeOf(await save(reserve, entry, 0, all(90)))).toBe('OK');

  const [, , judge = '', another = ''] = jury;
  const other = await entryWhere(reserve, ({ seat: mine }) => mine === 'spare');
  const declare = (openid: string, uid: string, given = newKey()) => act(openid, 'judging.recuse', { ...where, uid: demoUid(uid), entryIds: [other], reason: '是参赛者的老师' }, given);
  await refusesWithoutAWrite(() => declare(another, judge), 'NOT_FOUND');
  await refusesWithoutAWrite(() => declare(worker, judge), 'NOT_FOUND');
  const given = newKey();
  const first = await declare(judge, judge, given);
  expect(dataOf(first)).toEqual({ recused: 1 });
  expect(await declare(judge, judge, given)).toEqual(first);
  await refusesWithoutAWrite(() => declare(cadre, judge), 'USED');
  const seats = (await pad(judge)).pieces.filter(({ seat: mine }) => mine !== 'seated').map(({ entryId }) => entryId);
  expect(seats).toEqual([other]);
  expect((await pad(reserve)).pieces.filter(({ seat: mine }) => mine === 'seated')).toHaveLength(3);
});

const everybody = [...jury, own, reserve];

test('the first three are signed together after the third; a signed sheet takes no draft; who is missing is told to officials by name', async () => {
  const [first = '', second = '', third = ''] = await order();
  const seated = async (openid: string, entryId: string) => (await pad(openid)).pieces.find((one) => one.entryId === entryId)?.seat === 'seated';
  const [judge = ''] = jury;
  await refusesWithoutAWrite(() => sign(judge, first, 2, all(90)), 'NOT_OPEN');
  await perform(first);
  await refusesWithoutAWrite(() => sign(judge, first, 2, { pitch: 9000 }), 'BAD_INPUT');
  await refusesWithoutAWrite(() => sign(judge, first, 2, all(90)), 'NOT_OPEN');
  await perform(second);
  await perform(third);
  const given = newKey();
  const signed = await session.measured(judge, 'judging.sign', { ...where, entryId: first, v: 2, marks: all(90) }, given);
  expect(dataOf(signed.answer)).toEqual({ v: 3 });
  expect(signed.cost).toMatchObject({ writes: 1, roundTrips: 3 });
  expect(await sign(judge, first, 2, all(90), given)).toEqual(signed.answer);
  await refusesWithoutAWrite(() => save(judge, first, 3, all(91)), 'USED');
  await refusesWithoutAWrite(() => sign(judge, first, 3, all(91)), 'USED');
  await refusesWithoutAWrite(() => act(cadre, 'judging.panel', { ...where, seen: panel, judges: panel.slice(1) }), 'CLOSED');

  expect(codeOf(await call(judge, 'judging.missing', where))).toBe('NOT_FOUND');
  const missing = await session.measured(official, 'judging.missing', { ...where, entryId: first });
  expect(missing.cost.roundTrips).toBeLessThanOrEqual(3);
  expect(dataOf(missing.answer).rows.filter(({ sheet }) => sheet === 'signed').map(({ name }) => name)).toEqual(['孙雅琴']);
  expect(dataOf(missing.answer).rows).toHaveLength(6);
  expect(JSON.stringify(missing.answer)).not.toMatch(/marks|9000/);

  await refusesWithoutAWrite(() => act(official, 'stage.release', { ...where, entryId: first }), 'NOT_OPEN');
  for (const entryId of [first, second, third]) {
    for (const [index, openid] of everybody.entries()) {
      const before = (await pad(openid)).sheets.find((one) => one.entryId === entryId);
      if ((await seated(openid, entryId)) && !before?.signedAt) dataOf(await sign(openid, entryId, before?.v ?? 0, all(90 + index)));
    }
  }
  // Nobody reads another's sheet, nor a score before its release.
  expect((await pad(judge)).sheets.map(({ entryId }) => entryId).sort()).toEqual([first, second, third].sort());
  expect(JSON.stringify(await pad(judge))).not.toMatch(/announced|score/);
  expect(dataOf(await act(official, 'stage.release', { ...where, entryId: second })).released).toHaveLength(3);
});

test('after the release a correction is asked for, witnessed by somebody who does not judge, and the score is released anew as 更正', async () => {
  const [first = ''] = await order();
  const [judge = ''] = jury;
  const before = dataOf(await call(worker, 'stage.board', where)).board?.rows[0];
  expect(before?.corrected).toBe(false);
  const ask = (change: Partial<Api.Input<'judging.correct'>>, openid = judge, given = newKey()) =>
    act(openid, 'judging.correct', { ...where, entryId: first, v: 3, marks: all(97), reason: '音准看错了一行', ...change }, given);
  await refusesWithoutAWrite(() => ask({ marks: all(90) }), 'BAD_INPUT');
  await refusesWithoutAWrite(() => ask({ marks: { pitch: 9000 } }), 'BAD_INPUT');
  await refusesWithoutAWrite(() => ask({ reason: '' }), 'BAD_INPUT');
  await refusesWithoutAWrite(() => ask({ v: 2 }), 'USED');
  const given = newKey();
  const asked = await ask({}, judge, given);
  expect(dataOf(asked)).toEqual({ v: 4 });
  expect(await ask({}, judge, given)).toEqual(asked);
  // Nothing counts before it is witnessed.
  expect(dataOf(await call(worker, 'stage.board', where)).board?.rows[0]?.announced).toBe(before?.announced);

  const witness = (openid: string, change: Partial<Api.Input<'judging.witness'>> = {}, again = newKey()) =>
    act(openid, 'judging.witness', { ...where, entryId: first, judge: demoUid(judge), v: 4, confirm: true, ...change }, again);
  await refusesWithoutAWrite(() => witness(worker), 'NOT_FOUND');
  await refusesWithoutAWrite(() => witness(judge), 'NOT_FOUND');
  await refusesWithoutAWrite(() => witness(cadre), 'FORBIDDEN');
  await refusesWithoutAWrite(() => witness(supervisor, { v: 3 }), 'USED');
  const list = dataOf(await call(supervisor, 'judging.asked', where)).corrections;
  expect(list).toMatchObject([{ entryId: first, name: '孙雅琴', before: all(90), after: all(97), v: 4 }]);
  expect(codeOf(await call(jury[1] ?? '', 'judging.asked', where))).toBe('NOT_FOUND');
  const key2 = newKey();
  const done = await witness(supervisor, {}, key2);
  expect(dataOf(done)).toEqual({ confirmed: true });
  expect(await witness(supervisor, {}, key2)).toEqual(done);
  await refusesWithoutAWrite(() => witness(official), 'USED');
  const after = dataOf(await call(worker, 'stage.board', where)).board?.rows.find(({ entryId }) => entryId === first);
  expect(after?.corrected).toBe(true);
  expect(after?.announced).not.toBe(before?.announced);
  const kept = (await sheets()).find(({ entryId, judge: uid }) => entryId === first && uid === demoUid(judge));
  expect(kept).toMatchObject({ marks: all(97), asked: null, untold: null, corrections: [{ marks: all(90), reason: '音准看错了一行', witness: demoUid(supervisor) }] });
  expect((await pad(judge)).sheets.find(({ entryId }) => entryId === first)).toMatchObject({ corrections: 1, asked: null, marks: all(97) });
});

test('a correction that a crash kept from the round is told by the timer', async () => {
  const [, second = ''] = await order();
  const [judge = ''] = jury;
  const sheet = (await sheets()).find(({ entryId, judge: uid }) => entryId === second && uid === demoUid(judge));
  const untold = { k: newKey(), h: 'h', t: start, by: demoUid(supervisor) };
  await records(session.url, 'score_sheets').where({ _id: sheet?._id }).update({ marks: all(99), untold: whole(session.url, untold) });
  const score = async () => dataOf(await call(worker, 'stage.board', where)).board?.rows.find(({ entryId }) => entryId === second)?.announced;
  const before = await score();
  await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
  expect(await score()).not.toBe(before);
  expect((await sheets()).filter(({ untold: left }) => left !== null)).toEqual([]);
});

test('a judge finds the rounds of the panel, and none whose role was taken back', async () => {
  expect(dataOf(await call(reserve, 'judging.rounds', {})).rounds).toMatchObject([{ ...where, entries: 12, reserve: true }]);
  expect(dataOf(await call(worker, 'judging.rounds', {})).rounds).toEqual([]);
  dataOf(await act('demo-admin-wu', 'people.revoke', { uid: demoUid(reserve), role: 'judge', scope: '/city/' }));
  expect(dataOf(await call(reserve, 'judging.rounds', {})).rounds).toEqual([]);
  expect(codeOf(await call(reserve, 'judging.mine', where))).toBe('NOT_FOUND');
});

test('a judge whose role is over steps back from what is not signed: a reserve fills in without anybody registering it', async () => {
  const [, , , judge = ''] = jury;
  const uid = demoUid(judge);
  const before = dataOf(await call(cadre, 'judging.seats', where)).pieces;
  const signed = new Set((await sheets()).filter((one) => one.judge === uid && one.signedAt !== null).map(({ entryId }) => entryId));
  expect(before.some(({ entryId, released }) => !released && !signed.has(entryId))).toBe(true);
  dataOf(await act('demo-admin-wu', 'people.revoke', { uid, role: 'judge', scope: '/city/' }));
  await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
  const after = dataOf(await call(cadre, 'judging.seats', where)).pieces;
  for (const one of after) {
    const stepped = one.recused.find((recused) => recused.uid === uid);
    if (one.released || signed.has(one.entryId)) expect(stepped).toBeUndefined();
    else expect(stepped).toMatchObject({ reason: '评委身份已收回或到期', mayReturn: false });
  }
  const { v } = await recordOf(session.url, 'contest_rounds', key);
  await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
  expect((await recordOf(session.url, 'contest_rounds', key))['v']).toBe(v);
});
