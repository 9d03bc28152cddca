import { type FirstStepsDatabase, offerFirstUnion } from '../../../scripts/first-union';
import { localDatabase } from '../../../scripts/local-database';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';

/** From an empty database: administrator, unions, cadre, member, activity; nobody types an openid. */

let session: ApiSession;
const day = 86_400_000;

beforeAll(async () => {
  session = await openApiSession({ members: 0, workers: 1 });
});
afterAll(() => session.close());

const database = () => localDatabase<FirstStepsDatabase>(session.url);
const claim = (who: string, code: string, name = '吴晓', key = newKey()) => session.call(who, 'people.claimFirst', { code, name }, key);
const me = async (who: string) => dataOf(await session.call(who, 'people.me', {}));

test('the first day of an empty system', async () => {
  expect(codeOf(await claim('wx-admin', 'AAAA-AAAA-AAAA-AAAA'))).toBe('NOT_FOUND');
  const lost = await offerFirstUnion(database(), '江城市总工会', '江城市', Date.now());
  const code = await offerFirstUnion(database(), '江城市总工会', '江城市', Date.now());
  expect(codeOf(await claim('wx-admin', lost))).toBe('NOT_FOUND');
  await session.setClock(Date.now() + 8 * day);
  expect(codeOf(await claim('wx-admin', code))).toBe('NOT_FOUND');
  await session.setClock(Date.now());

  const key = newKey();
  const answers = await Promise.all([claim('wx-admin', code, '吴晓', key), claim('wx-admin', code.toLowerCase().replace(/-/g, ' '), '吴晓'), claim('wx-other', code)]);
  expect(answers.map(codeOf).filter((one) => one === 'OK')).toHaveLength(1);
  const admin = codeOf(answers[2]) === 'OK' ? 'wx-other' : 'wx-admin';
  expect(codeOf(await claim('wx-late', code))).toBe('NOT_FOUND');
  await expect(offerFirstUnion(database(), '别的总工会', '', Date.now())).rejects.toThrow('已经有工会');
  const { member, grants } = await me(admin);
  expect(member).toMatchObject({ unitName: '江城市总工会' });
  expect(grants.map(({ role }) => role).sort()).toEqual(['admin', 'cadre']);

  const city = dataOf(await session.call(admin, 'unions.list', {})).rows[0]?.id ?? '';
  const attributes = { trade: '机械制造', region: '江东区', ownership: '国企', size: 0 } as const;
  const { unionId } = dataOf(await session.call(admin, 'unions.add', { parentId: city, name: '江城机床厂工会', level: 2, ...attributes }, newKey()));
  dataOf(await session.call(admin, 'people.enrol', { unionId, text: '刘建华,20010001\n陈建国,20010002' }, newKey()));
  for (const [who, name, staffNumberTail] of [['wx-cadre', '刘建华', '0001'], ['wx-worker', '陈建国', '0002']] as const) {
    dataOf(await session.call(who, 'people.claim', { unionId, name, staffNumberTail }, newKey()));
  }
  const uid = (await me('wx-cadre')).member?.uid ?? '';
  dataOf(await session.call(admin, 'people.grant', { uid, role: 'cadre', unionId, expires: Date.now() + 300 * day }, newKey()));
  const startsAt = Date.now() + 2 * day;
  const draft: Api.Activity.CreateInput = { title: '厂里第一场拔河赛', programme: 'general', audienceUnionId: unionId, placeName: '职工之家', startsAt, endsAt: startsAt + 3_600_000, capacity: 9 };
  const { activityId } = dataOf(await session.call('wx-cadre', 'activity.create', draft, newKey()));
  expect(dataOf(await session.call('wx-worker', 'registration.signUp', { activityId }, newKey()))).toMatchObject({ state: 'held' });

  for (let run = 0; run < 3; run += 1) await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
  const acts = dataOf(await session.call(admin, 'audit.list', {})).items.map(({ act }) => act);
  expect(acts.filter((act) => act === 'people.grant')).toHaveLength(3);
  expect(acts).toEqual(expect.arrayContaining(['unions.add', 'people.enrol', 'activity.create']));
  // The last administrator cannot be lost.
  expect(codeOf(await session.call(admin, 'people.leave', {}, newKey()))).toBe('FORBIDDEN');
});
