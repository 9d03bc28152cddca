import { passesToShow, passView } from './view';

const at = (text: string) => Date.parse(`${text}+08:00`);
const now = at('2026-11-20T08:00');
const place = { name: '市工人文化宫', address: '' };

function card(activityId: string, startsAt: string, state: Api.Registration.State = 'held'): Api.Registration.Card {
  return { activityId, title: activityId, programme: 'general', place, startsAt: at(startsAt), endsAt: at(startsAt) + 3_600_000, phase: 'closed', state, offerUntil: null, checkedInAt: null };
}

test('the asked-for pass comes first, then what is due today by start', () => {
  const mine = [card('evening', '2026-11-20T19:00'), card('noon', '2026-11-20T12:00'), card('tomorrow', '2026-11-21T09:00'), card('queue', '2026-11-20T15:00', 'waiting')];
  expect(passesToShow('tomorrow', mine, now)).toEqual(['tomorrow', 'noon', 'evening']);
  expect(passesToShow('noon', mine, now)).toEqual(['noon', 'evening']);
  expect(passesToShow('', mine, now)).toEqual(['noon', 'evening']);
});

test('what is over or called off is not shown', () => {
  expect(passesToShow('', [card('over', '2026-11-20T06:00'), { ...card('off', '2026-11-20T12:00'), phase: 'cancelled' }], now)).toEqual([]);
});

test('a pass says when it was used and when it is too late', () => {
  const pass = { token: 'GY1:A', title: '讲座', name: '陈建国', unitName: '机床厂', place, startsAt: now, endsAt: now + 3_600_000, validUntil: now + 7_200_000, checkedInAt: at('2026-11-20T09:02') };
  expect(passView('a', pass, now)).toMatchObject({ checkedIn: '9:02 入场', expired: false });
  expect(passView('a', { ...pass, checkedInAt: null }, now + 7_200_001)).toMatchObject({ checkedIn: '', expired: true });
});
