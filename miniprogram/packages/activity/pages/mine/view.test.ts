import { mineView } from './view';

const now = Date.parse('2026-11-20T08:00:00+08:00');
const hour = 3_600_000;

function card(activityId: string, startsAt: number, more: Partial<Api.Registration.Card> = {}): Api.Registration.Card {
  return { activityId, title: activityId, programme: 'general', place: { name: '文化宫', address: '' }, startsAt, endsAt: startsAt + hour, phase: 'closed', state: 'held', offerUntil: null, checkedInAt: null, ...more };
}

test('what comes is nearest first, what was is latest first, a cancelled one is past', () => {
  const { upcoming, past } = mineView(
    [card('later', now + 9 * hour), card('sooner', now + hour), card('long ago', now - 99 * hour), card('lately', now - 9 * hour), card('off', now + hour, { phase: 'cancelled' })],
    [],
    now,
  );
  expect(upcoming.map(({ activityId }) => activityId)).toEqual(['sooner', 'later']);
  expect(past.map(({ activityId }) => activityId)).toEqual(['off', 'lately', 'long ago']);
});

test('a place that is kept for me comes first, with its end', () => {
  const { upcoming } = mineView([card('sooner', now + hour), card('kept', now + 9 * hour, { state: 'offered', offerUntil: now + 25 * hour })], [], now);
  expect(upcoming.map(({ activityId, offer }) => [activityId, offer])).toEqual([['kept', '名额给您留到 明天 9:00'], ['sooner', '']]);
});

test('the word of state is mine', () => {
  const { upcoming, past } = mineView([card('a', now + hour), card('b', now + hour, { state: 'waiting' }), card('c', now - 9 * hour, { checkedInAt: now - 9 * hour })], [], now);
  expect(upcoming.map(({ status }) => status.text)).toEqual(['已报名', '候补中']);
  expect(past[0]?.status.text).toBe('23:00 已签到');
});

test('an application stands there before it has brought a place', () => {
  const startsAt = now + 9 * hour;
  const frame = { activityId: 'lottery', title: 'lottery', programme: 'general' as const, place: { name: '文化宫', address: '' }, startsAt, endsAt: startsAt + hour, phase: 'closed' as const };
  const { upcoming, past } = mineView([card('sooner', now + hour)], [{ ...frame, state: 'applied' }, { ...frame, activityId: 'drawn', startsAt: now - 9 * hour, endsAt: now - 8 * hour, state: 'lost' }], now);
  expect(upcoming.map(({ activityId, status }) => [activityId, status.text])).toEqual([['sooner', '已报名'], ['lottery', '申请中']]);
  expect(past.map(({ activityId, status }) => [activityId, status.text])).toEqual([['drawn', '未中签']]);
});
