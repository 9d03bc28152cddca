import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';

let session: ApiSession;
const stranger = 'demo-stranger';
const chen = 'demo-worker-chen';
const wang = 'demo-cadre-wang';
const liu = 'demo-cadre-liu';
const day = 86_400_000;
const t0 = Date.now();

beforeAll(async () => {
  session = await openApiSession({ workers: 4 });
});
afterAll(() => session.close());

const enrol = (text: string, key = newKey(), who = liu, unionId = 'jcjc') => session.call(who, 'people.enrol', { unionId, text }, key);
const claim = (who: string, name: string, staffNumberTail: string, key = newKey(), unionId = 'jcjc') =>
  session.call(who, 'people.claim', { unionId, name, staffNumberTail }, key);
const ask = (who: string, name: string, key = newKey(), unionId = 'jcjc') => session.call(who, 'people.requestJoin', { unionId, name }, key);
const me = async (who: string) => dataOf(await session.call(who, 'people.me', {}));
const runTimer = async () => (await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' })).json();
const sizeOf = async (unionId: string) => dataOf(await session.call(liu, 'people.rosterSize', { unionId })).total;
const rosterOf = async (unionId: string, who = liu) => dataOf(await session.call(who, 'people.roster', { unionId }));
const rowOf = async (name: string) => {
  const row = (await rosterOf('jcjc')).rows.find((one) => one.name === name);
  if (!row) throw new Error(`no ${name}`);
  return row;
};
const requests = async (who = liu) => dataOf(await session.call(who, 'people.requests', {})).requests;

async function activity(capacity = 5, audienceUnionId = 'city'): Promise<string> {
  const draft: Api.Activity.CreateInput = { title: '职工之家跳绳赛', programme: 'general', audienceUnionId, placeName: '职工之家', startsAt: t0 + 2 * day, endsAt: t0 + 2 * day + 3_600_000, capacity };
  return dataOf(await session.call(wang, 'activity.create', draft, newKey())).activityId;
}

describe('enrolling', () => {
  test('a paste is all or nothing, every bad line named; a repeat is the same act', async () => {
    const before = await sizeOf('jcjc');
    const bad = dataOf(await enrol('钱一\n钱二,40010001\n钱,40010002\n何志强,20260817'));
    expect(bad).toEqual({ added: 0, faults: [{ line: 3, why: expect.any(String) }] });
    expect(dataOf(await enrol('钱二,40010001\n何志强,20260817')).faults).toEqual([{ line: 2, why: '这个工号已在名册里' }]);
    expect(await sizeOf('jcjc')).toBe(before);

    const key = newKey();
    const text = '钱一\n钱二,40010001\n钱三,40010003,退休';
    expect(dataOf(await enrol(text, key))).toEqual({ added: 3, faults: [] });
    expect(dataOf(await enrol(text, key))).toEqual({ added: 3, faults: [] });
    expect(codeOf(await enrol('钱四', key))).toBe('KEY_REUSED');
    const after = await rosterOf('jcjc');
    expect(await sizeOf('jcjc')).toBe(before + 3);
    expect(after.rows.find((row) => row.name === '钱三')).toMatchObject({ kind: 'retired', staffTail: '03', bound: false });
    expect(dataOf(await enrol('钱一')).faults).toHaveLength(1);
  });

  test('the same list sent by two people at once lets nobody in twice', async () => {
    const before = await sizeOf('jcjc');
    await Promise.all([enrol('冯一,40020001\n冯二,40020002'), enrol('冯一,40020001\n冯二,40020002', newKey(), wang)]);
    expect(await sizeOf('jcjc')).toBe(before + 2);
  });

  test('the job counts the union and those above it', async () => {
    const count = async () => dataOf(await session.call(wang, 'people.unions', {})).unions.find((union) => union.id === 'jcjc')?.members ?? 0;
    await runTimer();
    const before = await count();
    await enrol('褚一,40030001');
    await runTimer();
    expect(await count()).toBe(before + 1);
  });

  test('no number is kept, names are masked from above, others see nothing', async () => {
    expect((await rosterOf('jcjc', wang)).rows.map((row) => row.name)).toContain('何**');
    expect((await rosterOf('jcjc')).rows.map((row) => row.name)).toContain('何志强');
    expect((await rosterOf('jcjc1', liu)).rows.map((row) => row.name)).toContain('陈建国');
    expect(JSON.stringify(await rosterOf('jcjc'))).not.toContain('20260817');
    expect(codeOf(await session.call(liu, 'people.roster', { unionId: 'weave' }))).toBe('NOT_FOUND');
    expect(codeOf(await session.call(chen, 'people.roster', { unionId: 'jcjc1' }))).toBe('FORBIDDEN');
    expect(codeOf(await enrol('钱五', newKey(), liu, 'weave'))).toBe('NOT_FOUND');
    expect(codeOf(await enrol('钱五', newKey(), chen))).toBe('FORBIDDEN');
  });
});

describe('finding a union', () => {
  test('by a part of its name, at most 20, nothing for nothing', async () => {
    const find = async (search: string) => dataOf(await session.call(stranger, 'people.findUnions', { search })).unions;
    expect(await find('机床')).toContainEqual({ id: 'jcjc', name: '江城机床厂工会', above: ['江城市总工会', '江东区总工会'] });
    expect(await find('  ')).toEqual([]);
    expect(await find('没有的厂')).toEqual([]);
  });
});

describe('a claim', () => {
  test('binds the row once; a repeat is the same; everything registered on paper is the member’s', async () => {
    await enrol('蒋一,50010001');
    const { uid } = await rowOf('蒋一');
    const activityId = await activity();
    expect(dataOf(await session.call(liu, 'registration.signUpOnBehalf', { activityId, uid }, newKey()))).toMatchObject({ state: 'held' });
    const key = newKey();
    const who = 'wx-jiang';
    expect(dataOf(await claim(who, '蒋 一', '0001', key))).toEqual({ result: 'bound', unionName: '江城机床厂工会' });
    expect(dataOf(await claim(who, '蒋 一', '0001', key))).toEqual({ result: 'bound', unionName: '江城机床厂工会' });
    expect(codeOf(await claim(who, '蒋一', '0001', key))).toBe('KEY_REUSED');
    expect((await me(who)).member).toMatchObject({ uid, name: '蒋一' });
    expect(dataOf(await session.call(who, 'registration.mine', {})).items.map((card) => card.activityId)).toEqual([activityId]);
    // One account, two people; one person, two accounts.
    expect(codeOf(await claim(who, '何志强', '0817'))).toBe('USED');
    expect(codeOf(await claim('wx-other', '蒋一', '0001'))).toBe('NOT_FOUND');
  });

  test('every mismatch is one answer', async () => {
    await enrol('沈一,50020001\n沈二');
    const answers = await Promise.all([claim('wx-a', '沈一', '9999'), claim('wx-b', '不在册', '0001'), claim('wx-c', '沈二', '0001'), claim('wx-d', '陈建国', '0001', newKey(), 'jcjc1')]);
    const said = answers.map((answer) => (answer.ok ? 'OK' : `${answer.error.code} ${answer.error.message}`));
    expect(new Set(said).size).toBe(1);
    expect(said[0]).toMatch(/^NOT_FOUND /);
  });

  test('five tries a day for an account, also at once; a repeat of one costs none, the next day is new', async () => {
    await enrol('韩一,50030001');
    const key = newKey();
    await claim('wx-guess', '韩一', '0000', key);
    await claim('wx-guess', '韩一', '0000', key);
    expect(codeOf(await claim('wx-guess', '韩一', '0002', key))).toBe('KEY_REUSED');
    const codes = (await Promise.all(Array.from({ length: 8 }, (_, index) => claim('wx-guess', `韩${index}二`, '0000')))).map(codeOf);
    expect(codes.filter((code) => code === 'NOT_FOUND')).toHaveLength(4);
    expect(codes.filter((code) => code === 'SLOW_DOWN')).toHaveLength(4);
    expect(codeOf(await claim('wx-guess', '韩一', '0001'))).toBe('SLOW_DOWN');
    await session.setClock(Date.now() + day);
    expect(codeOf(await claim('wx-guess', '韩一', '0001'))).toBe('OK');
    await session.setClock(Date.now());
  });

  test('five tries a day for a row, whoever tries: then even the right one hears a mismatch', async () => {
    await enrol('杨一,50040001');
    for (let index = 0; index < 5; index += 1) expect(codeOf(await claim(`wx-many-${index}`, '杨一', '0000'))).toBe('NOT_FOUND');
    expect(codeOf(await claim('wx-yang', '杨一', '0001'))).toBe('NOT_FOUND');
    expect((await me('wx-yang')).member).toBeNull();
  });

  test('many accounts at once for one row: one has it', async () => {
    await enrol('朱一,50050001');
    const answers = await Promise.all(Array.from({ length: 5 }, (_, index) => claim(`wx-zhu-${index}`, '朱一', '0001')));
    expect(answers.map(codeOf).filter((code) => code === 'OK')).toHaveLength(1);
  });

  test('one account at once for two rows: one of them', async () => {
    await enrol('秦一,50060001\n秦二,50060002');
    const answers = await Promise.all([claim('wx-qin', '秦一', '0001'), claim('wx-qin', '秦二', '0002')]);
    expect(answers.map(codeOf).sort()).toEqual(['OK', 'USED']);
  });

  test('a near name with the right number goes to the cadre, who gives the row', async () => {
    await enrol('尤㛃,50070001');
    expect(dataOf(await claim('wx-you', '尤洁', '0001'))).toMatchObject({ result: 'asked' });
    expect((await me('wx-you')).request).toMatchObject({ state: 'open', unionName: '江城机床厂工会' });
    const request = (await requests()).find((one) => one.name === '尤洁');
    const requestId = request?.requestId ?? '';
    const { matches } = dataOf(await session.call(liu, 'people.requestMatches', { requestId }));
    expect(matches).toEqual([expect.objectContaining({ name: '尤㛃', staffTail: '01' })]);
    expect(codeOf(await session.call('demo-gate-zhao', 'people.requestMatches', { requestId }))).toBe('NOT_FOUND');
    const [match] = matches;
    dataOf(await session.call(liu, 'people.answerRequest', { requestId, accept: true, uid: match?.uid ?? '' }, newKey()));
    expect((await me('wx-you')).member).toMatchObject({ uid: match?.uid, name: '尤㛃' });
  });

  test('what is no claim is refused before a try is counted', async () => {
    for (const input of [
      { unionId: 'jcjc', name: '\u200B\u200B', staffNumberTail: '0001' },
      { unionId: 'jcjc', name: '何志强', staffNumberTail: '20260817' },
      { unionId: { $ne: null }, name: '何志强', staffNumberTail: '0817' },
      { unionId: 'jcjc', name: '何志强', staffNumberTail: '0817', openid: 'x' },
    ]) {
      expect(codeOf(await session.invoke('api', { action: 'people.claim', input, key: newKey() }, 'wx-bad'))).toBe('BAD_INPUT');
    }
  });

  test('the unit sees a new claim and disputes it: unbound, told to nobody, not to be claimed again', async () => {
    await enrol('许一,50080001');
    await claim('wx-xu', '许一', '0001');
    const { uid } = await rowOf('许一');
    const list = async () => dataOf(await session.call(liu, 'people.claims', { unionId: 'jcjc' })).claims.map((row) => row.uid);
    expect(await list()).toContain(uid);
    const dispute = (who: string, reason: string, key = newKey()) => session.call(who, 'people.dispute', { uid, reason }, key);
    expect(codeOf(await dispute(chen, '不是本人'))).toBe('NOT_FOUND');
    const key = newKey();
    expect(codeOf(await dispute(liu, '不是本人', key))).toBe('OK');
    expect(codeOf(await dispute(liu, '不是本人', key))).toBe('OK');
    expect(codeOf(await dispute(liu, '换个说法', key))).toBe('KEY_REUSED');
    expect(codeOf(await dispute(liu, '再来一次'))).toBe('CLOSED');
    expect((await me('wx-xu')).member).toBeNull();
    expect(await list()).not.toContain(uid);
    expect((await rowOf('许一')).bound).toBe(false);
    await session.setClock(Date.now() + day);
    expect(codeOf(await claim('wx-xu', '许一', '0001'))).toBe('NOT_FOUND');
    await session.setClock(Date.now());
  });
});

describe('a request', () => {
  test('one open request an account; refused with a reason, then asked anew and let in', async () => {
    const who = 'wx-asker';
    const key = newKey();
    const { at } = dataOf(await ask(who, '陶新', key));
    expect(dataOf(await ask(who, '陶新', key))).toEqual({ at });
    expect(codeOf(await ask(who, '陶心', key))).toBe('KEY_REUSED');
    expect(codeOf(await ask(who, '陶新', newKey(), 'weave'))).toBe('USED');
    const find = async () => (await requests()).find((one) => one.name === '陶新')?.requestId ?? '';
    const requestId = await find();
    const answer = (accept: boolean, reason?: string, keyed = newKey(), by = liu, id = requestId) =>
      session.call(by, 'people.answerRequest', { requestId: id, accept, ...(reason === undefined ? {} : { reason }) }, keyed);
    expect(codeOf(await answer(true, undefined, newKey(), chen))).toBe('NOT_FOUND');
    expect(codeOf(await answer(false))).toBe('BAD_INPUT');
    const no = newKey();
    expect(codeOf(await answer(false, '请写全名', no))).toBe('OK');
    expect(codeOf(await answer(false, '请写全名', no))).toBe('OK');
    expect(codeOf(await answer(true))).toBe('CLOSED');
    expect((await me(who)).request).toMatchObject({ state: 'refused', reason: '请写全名' });

    dataOf(await ask(who, '陶新'));
    const again = await find();
    expect(again).not.toBe(requestId);
    const yes = newKey();
    const both = await Promise.all([answer(true, undefined, yes, liu, again), answer(true, undefined, yes, liu, again)]);
    expect(both.map(codeOf)).toEqual(['OK', 'OK']);
    expect(await me(who)).toMatchObject({ member: { name: '陶新', unitName: '江城机床厂工会' }, request: null });
    expect((await rosterOf('jcjc')).rows.filter((row) => row.name === '陶新')).toHaveLength(1);
    expect(codeOf(await ask(who, '陶新'))).toBe('USED');
  });

  test('taken back, it cannot be answered', async () => {
    await ask('wx-back', '姜回');
    const requestId = (await requests()).find((one) => one.name === '姜回')?.requestId ?? '';
    expect(codeOf(await session.call('wx-back', 'people.withdrawRequest', {}, newKey()))).toBe('OK');
    expect((await me('wx-back')).request).toBeNull();
    expect(codeOf(await session.call(liu, 'people.answerRequest', { requestId, accept: true }, newKey()))).toBe('CLOSED');
  });
});

describe('on behalf', () => {
  test('a cadre signs up and cancels for members without WeChat, for them alone', async () => {
    await enrol('曹一,60010001\n曹二,60010002');
    const [one, two] = [await rowOf('曹一'), await rowOf('曹二')];
    const activityId = await activity(1);
    const sign = (uid: string, key = newKey(), who = liu) => session.call(who, 'registration.signUpOnBehalf', { activityId, uid }, key);
    const key = newKey();
    expect(dataOf(await sign(one.uid, key))).toMatchObject({ state: 'held' });
    expect(dataOf(await sign(one.uid, key))).toMatchObject({ state: 'held' });
    expect(dataOf(await sign(two.uid))).toMatchObject({ state: 'waiting', position: 1 });
    const rows = dataOf(await session.call(liu, 'registration.behalf', { activityId, unionId: 'jcjc' })).rows;
    expect(rows.find((row) => row.uid === one.uid)).toMatchObject({ name: '曹一', state: 'held' });
    expect(codeOf(await sign(one.uid, newKey(), chen))).toBe('NOT_FOUND');
    const chenUid = (await me(chen)).member?.uid ?? '';
    expect(codeOf(await sign(chenUid))).toBe('FORBIDDEN');
    expect(codeOf(await session.call(liu, 'registration.cancelOnBehalf', { activityId, uid: one.uid }, newKey()))).toBe('OK');
    const after = dataOf(await session.call(wang, 'activity.roster', { activityId }));
    expect(after.rows.map((row) => [row.name, row.state])).toEqual([['曹二', 'held']]);
  });
});

describe('my data', () => {
  test('shows what is kept; leaving frees places once, whatever is repeated, and keeps the unit’s own row', async () => {
    await enrol('严一,70010001');
    await claim('wx-yan', '严一', '0001');
    const { uid } = await rowOf('严一');
    const activityId = await activity(1);
    await session.call('wx-yan', 'registration.signUp', { activityId }, newKey());
    await session.call(chen, 'registration.signUp', { activityId }, newKey());
    await session.call('wx-yan', 'notice.consent', { template: 'activityTomorrow', answer: 'accept' }, newKey());
    expect(dataOf(await session.call('wx-yan', 'people.myData', {}))).toMatchObject({
      name: '严一',
      staffTail: '01',
      origin: 'unit',
      registrations: [{ title: '职工之家跳绳赛', state: 'held' }],
      consents: [{ template: 'activityTomorrow', answer: 'accept' }],
    });
    const key = newKey();
    const leave = (who: string, keyed = newKey()) => session.call(who, 'people.leave', {}, keyed);
    expect(codeOf(await leave('wx-yan', key))).toBe('OK');
    expect(codeOf(await leave('wx-yan', key))).toBe('OK');
    expect(codeOf(await leave('wx-yan'))).toBe('FORBIDDEN');
    expect((await me('wx-yan')).member).toBeNull();
    const after = dataOf(await session.call(wang, 'activity.roster', { activityId }));
    expect(after.rows.map((row) => [row.name, row.state])).toEqual([['陈建国', 'held']]);
    expect(await rowOf('严一')).toMatchObject({ uid, bound: false });

    // Nobody gets the row while places may still be given back; then back again, signed up again: neither the late repeat nor the job takes that away.
    expect(codeOf(await claim('wx-yan', '严一', '0001'))).toBe('SLOW_DOWN');
    await session.setClock(Date.now() + 120_000);
    await runTimer();
    expect(codeOf(await claim('wx-yan', '严一', '0001'))).toBe('OK');
    const second = await activity(1);
    await session.call('wx-yan', 'registration.signUp', { activityId: second }, newKey());
    await session.call('wx-yan', 'people.leave', {}, key);
    await runTimer();
    expect((await me('wx-yan')).member).not.toBeNull();
    expect(dataOf(await session.call('wx-yan', 'activity.detail', { activityId: second })).mine).toBe('held');
    await session.setClock(Date.now());
    expect(codeOf(await leave(liu))).toBe('FORBIDDEN');
  });

  test('a row made at one’s own request goes with the person', async () => {
    await ask('wx-self', '孔自');
    const requestId = (await requests()).find((one) => one.name === '孔自')?.requestId ?? '';
    await session.call(liu, 'people.answerRequest', { requestId, accept: true }, newKey());
    expect((await me('wx-self')).member).not.toBeNull();
    dataOf(await session.call('wx-self', 'people.leave', {}, newKey()));
    expect((await rosterOf('jcjc')).rows.map((row) => row.name)).not.toContain('孔自');
    expect((await me('wx-self')).request).toBeNull();
  });
});

test('lists cost a page and three documents', async () => {
  const { cost } = await session.measured(liu, 'people.roster', { unionId: 'jcjc' });
  expect(cost.docsRead).toBeLessThanOrEqual(53);
  expect(cost.roundTrips).toBeLessThanOrEqual(3);
  const papers = await session.measured(liu, 'registration.behalf', { activityId: 'lecture-law', unionId: 'jcjc' });
  expect(papers.cost.docsRead).toBeLessThanOrEqual(dataOf(papers.answer).rows.length + 4);
});
