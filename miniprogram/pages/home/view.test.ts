import { openingView } from './view';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const hour = 3_600_000;
const card: Api.Activity.Card = {
  activityId: 'a',
  title: '心理健康大讲堂',
  programme: 'general',
  organiser: '江城市总工会',
  place: { name: '学术报告厅', address: '' },
  startsAt: now + 100 * hour,
  endsAt: now + 102 * hour,
  signUpOpensAt: now + 48 * hour,
  signUpClosesAt: now + 90 * hour,
  capacity: 50,
  left: 50,
  waiting: 0,
  quota: null,
  phase: 'announced',
  mine: null,
};

test('sign-up that opens within a day counts down; later than that there is nothing to do yet', () => {
  expect(openingView(card, now)).toMatchObject({ countTo: 0, later: true, words: '后天 9:00 开放报名', full: false });
  expect(openingView({ ...card, signUpOpensAt: now + hour }, now)).toMatchObject({ countTo: now + hour, later: false });
});

test('what is open says the places left', () => {
  expect(openingView({ ...card, phase: 'open', signUpOpensAt: now - hour, left: 12 }, now)).toMatchObject({ words: '还剩 12 / 50 个名额', later: false, full: false });
  expect(openingView({ ...card, phase: 'open', signUpOpensAt: now - hour, left: 0 }, now).full).toBe(true);
});
