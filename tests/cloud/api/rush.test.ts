import { dataOf, newKey, openApiSession, type ApiSession } from '../local-session';
import { demoUid } from '../../../scripts/seed/people';
import { recordOf } from './records';

/** The rush of figure `signup`, smaller. */

let session: ApiSession;
const members = 200;
const capacity = 10;
const hour = 3_600_000;
const wang = 'demo-cadre-wang';

beforeAll(async () => {
  session = await openApiSession({ members: members + 8, workers: 4 });
});
afterAll(() => session.close());

interface Line {
  u: string;
}

test('200 at once for 10 places: 10 in, 190 in line in the order of their commits, nobody twice', async () => {
  const startsAt = Date.now() + hour;
  const draft = { title: '迎新晚会门票', programme: 'general', audienceUnionId: 'city', placeName: '市工人文化宫', startsAt, endsAt: startsAt + hour, capacity } as const;
  const { activityId } = dataOf(await session.call(wang, 'activity.create', draft, newKey()));
  const people = Array.from({ length: members }, (_, index) => ({ openid: `demo-member-${index}`, key: newKey() }));
  // One in ten taps twice.
  const taps = people.flatMap((person, index) => (index % 10 === 0 ? [person, person] : [person]));
  const answers = await Promise.all(taps.map(async ({ openid, key }) => ({ openid, answer: dataOf(await session.call(openid, 'registration.signUp', { activityId }, key)) })));

  const stateOf = new Map(answers.map(({ openid, answer }) => [openid, answer.state]));
  expect([...stateOf.values()].filter((state) => state === 'held')).toHaveLength(capacity);
  expect([...stateOf.values()].filter((state) => state === 'waiting')).toHaveLength(members - capacity);

  const seats = await recordOf(session.url, 'seats', activityId);
  const [held, waiting] = [seats['held'] as Line[], seats['waiting'] as Line[]];
  expect(seats).toMatchObject({ left: 0, waits: members - capacity });
  expect(new Set([...held, ...waiting].map(({ u }) => u)).size).toBe(members);

  // Nobody left, so the place in line that each was told, at either tap, is where they stand.
  for (const { openid, answer } of answers) {
    const index = waiting.findIndex(({ u }) => u === demoUid(openid));
    expect(answer.position).toBe(index < 0 ? null : index + 1);
  }

  const uids: string[] = [];
  let cursor: string | undefined;
  do {
    const page: Api.Output<'activity.roster'> = dataOf(await session.call(wang, 'activity.roster', cursor === undefined ? { activityId } : { activityId, cursor }));
    uids.push(...page.rows.map((row) => row.uid));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(uids).toHaveLength(members);
  expect(uids.slice(capacity)).toEqual(waiting.map(({ u }) => u));
});
