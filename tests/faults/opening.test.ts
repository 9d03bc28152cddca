import { manageActions } from '../../cloudfunctions/modules/activity/manage';
import { activityById } from '../../cloudfunctions/modules/activity/store';
import { readSeats } from '../../cloudfunctions/modules/registration/store';
import { createRouter } from '../../cloudfunctions/platform/router';
import { idOf } from '../../cloudfunctions/platform/secrets';
import { type FaultyDatabase, openFaultyDatabase, type Tamper } from './database';
import { Scheduler } from './scheduler';

/** Opening an activity writes twice, the seats first. Whatever dies in between, an activity and its seats agree. */

let faulty: FaultyDatabase;
const start = Date.now();
const key = 'k'.repeat(22);
const draft = {
  title: '职工象棋赛',
  programme: 'general',
  audienceUnionId: 'city',
  placeName: '职工之家',
  startsAt: start + 3_600_000,
  endsAt: start + 7_200_000,
  capacity: 20,
} as const;

beforeEach(async () => {
  // The router's log of every fault is of no use here.
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  faulty = await openFaultyDatabase();
  const union = { _id: 'city', name: '江城市总工会', path: '/city/', level: 0, trail: ['江城市总工会'], trade: '', region: '', ownership: '', members: 1 };
  await faulty.db.collection('unions').add({ data: union });
});
afterEach(() => {
  jest.restoreAllMocks();
  return faulty.close();
});

function openAs(uid: string) {
  const grants = [{ role: 'cadre', scope: '/city/', expires: start + 86_400_000 }];
  const member = { uid, name: '王敏', unitId: 'city', unitName: '江城市总工会', unitPath: '/city/', since: 0, changedAt: 0, lastUntil: 0, grants };
  const route = createRouter({ db: faulty.db, actions: manageActions, identify: async () => member });
  return (input: object) => route({ action: 'activity.create', input, key }, 'openid');
}

/** The function dies before it inserts the activity. */
const diesBetween: Tamper = (request) => {
  if (request['action'] === 'database.insertDocument' && request['collectionName'] === 'activities') throw new Error('died');
  return request;
};

test('after a crash between the two writes the repeat goes on, and another body under the key is refused', async () => {
  const create = openAs('m1');
  const activityId = idOf('activity', 'm1', key);
  faulty.use(null, diesBetween);
  expect(await create(draft)).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
  faulty.use(null);
  expect(await activityById(faulty.db, activityId)).toBeNull();
  expect(await create({ ...draft, capacity: 2000 })).toMatchObject({ ok: false, error: { code: 'KEY_REUSED' } });

  jest.spyOn(Date, 'now').mockReturnValue(start + 60_000);
  expect(await create(draft)).toEqual({ ok: true, data: { activityId } });
  const [activity, seats] = [await activityById(faulty.db, activityId), await readSeats(faulty.db, activityId)];
  expect([activity?.capacity, activity?.signUpOpensAt, activity?.signUpClosesAt, activity?.createdAt]).toEqual([seats?.cap, seats?.opensAt, seats?.closesAt, seats?.opened.t]);
});

test('sent three times at once under faults: one activity, and it agrees with its seats', async () => {
  for (let seed = 1; seed <= 25; seed += 1) {
    const uid = `m${seed}`;
    const create = openAs(uid);
    const activityId = idOf('activity', uid, key);
    faulty.use(new Scheduler(seed, { failBefore: 0.1, timeoutAfterCommit: 0.15, crashBefore: 0.05, crashAfter: 0.05 }));
    const insist = async () => {
      for (;;) {
        const answer = await create(draft);
        if (answer.ok || answer.error.code !== 'INTERNAL') return answer;
      }
    };
    const answers = await Promise.all([insist(), insist(), insist()]);
    faulty.use(null);
    expect(answers).toEqual(Array.from({ length: 3 }, () => ({ ok: true, data: { activityId } })));
    const [activity, seats] = [await activityById(faulty.db, activityId), await readSeats(faulty.db, activityId)];
    expect([activity?.signUpOpensAt, activity?.createdAt]).toEqual([seats?.opensAt, seats?.opened.t]);
  }
});
