import { plainRules } from '../../../miniprogram/domain/reading/rules';
import { rankingDigest } from '../../../miniprogram/domain/points/leaders';
import { addDays, weekdayOf } from '../../../miniprogram/domain/time/days';
import { day, hour, instant, minute } from '../../../miniprogram/domain/time/shanghai';
import { randomFrom } from '../../faults/scheduler';
import { madeNotes } from '../../reading/made-notes';
import { type Deed, placeOf, PlainReader } from '../../reading/plain-month';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';

/** A month lived on the test clock: 20 readers, 30 days over a leap day and the end of a month; every ranking is that of a plain recomputation. */

const wang = 'demo-cadre-wang';
const readers = 20;
const days = 30;
const from = '2028-02-15';
const start = instant(2028, 2, 15);
/** Ten of the machine-tool works, ten of the bus company. */
const openidOf = (who: number) => `demo-member-${who < 10 ? 20 + who : 38 + who}`;
const unitNames = ['江城机床厂工会', '江城公交集团工会'];
const rules: Api.Reading.Rules = { ...plainRules, dayMost: 25, nightUntil: 4 };
const stories = madeNotes(1500).flatMap(({ id, family, text }) => (id === family && !text.startsWith('职工') && text.length > 80 ? [text] : []));
const short = '今天读得不多，明天补上。';
const random = randomFrom(20280215);
const chance = (share: number) => random() < share;
const dayName = (number: number) => addDays(from, number);

let session: ApiSession;
let [editionId, bookId, told] = ['', '', 0];
/** What the month had, so that it was worth living. */
const seen = { OK: 0, USED: 0, CLOSED: 0, NOT_OPEN: 0, BAD_INPUT: 0, nights: 0, makeUps: 0, copies: 0 };
const plain = Array.from({ length: readers }, () => new PlainReader());
const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, key = newKey()) => session.call(openid, action, input, key);
const timer = async () => {
  for (let run = 0; run < 3; run += 1) await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
};
const story = () => {
  told += 1;
  const text = stories[told];
  if (text === undefined) throw new Error('no story is left');
  return text;
};
const length = (text: string) => [...text.replace(/\s/gu, '')].length;

beforeAll(async () => {
  session = await openApiSession({ members: 120 });
  await session.setClock(start - 2 * day);
  const draft = { title: '职工读书月', programme: 'reading', audienceUnionId: 'city', placeName: '各职工书屋', startsAt: start, endsAt: start + 32 * day, capacity: 50 } as const;
  const { activityId } = dataOf(await act(wang, 'activity.create', draft));
  ({ editionId } = dataOf(await act(wang, 'reading.create', { activityId, from, until: dayName(days - 1), rules })));
  ({ bookId } = dataOf(await act(wang, 'reading.addBook', { editionId, isbn: '978-7-5366-9293-0', title: '三体', author: '刘慈欣', theme: '科学', link: '' })));
});
afterAll(() => session.close());

/** One deed, sometimes by a phone that sends it twice. What is answered is what the paper says. */
async function live(deed: Deed, note: string): Promise<void> {
  const reader = plain[deed.who];
  if (!reader) throw new Error(`no reader ${deed.who}`);
  const openid = openidOf(deed.who);
  const { minutes, night, makeUpFor } = deed;
  const input = { editionId, bookId, minutes, pages: 0, note, night, makeUpFor: makeUpFor === null ? null : dayName(makeUpFor) };
  const key = newKey();
  const answers = await Promise.all(Array.from({ length: chance(0.1) ? 2 : 1 }, () => act(openid, 'reading.checkIn', input, key)));
  const outcome = reader.act(deed);
  seen[outcome] += 1;
  if (outcome === 'OK') {
    if (night) seen.nights += 1;
    if (makeUpFor !== null) seen.makeUps += 1;
    if (deed.copied) seen.copies += 1;
  }
  for (const answer of answers) {
    expect([deed, codeOf(answer)]).toEqual([deed, outcome]);
    if (outcome === 'OK') expect([deed, dataOf(answer)]).toMatchObject([{}, { points: reader.points, streak: reader.streak(deed.today) }]);
  }
}

/** Who reads when: from one who never misses to one who comes now and then. */
function morning(who: number, today: number): Deed[] {
  if (who > 0 && !chance(0.3 + who / 30)) return [];
  const note = who === 0 || chance(0.35) ? 99 : chance(0.2) ? 12 : 0;
  return [{ who, today, hour: 8, minutes: 5 + Math.floor(random() * 60), note, night: false, makeUpFor: null, copied: false }];
}

function evening(who: number, today: number, original: boolean): Deed[] {
  const deeds: Deed[] = [];
  const plainDeed = { who, today, hour: 20, minutes: 10 + Math.floor(random() * 30), note: 0, night: false, makeUpFor: null, copied: false };
  if (original && who % 6 === 5 && chance(0.4)) deeds.push({ ...plainDeed, note: 99, copied: true });
  else if (chance(0.15)) deeds.push(plainDeed);
  if (chance(0.12)) deeds.push({ ...plainDeed, makeUpFor: today - Math.floor(random() * 6) });
  return deeds;
}

const night = (who: number, today: number): Deed[] => (chance(0.12) ? [{ who, today, hour: 1, minutes: 30, note: 0, night: true, makeUpFor: null, copied: false }] : []);

/** One after another for each reader, all readers at once. */
async function together(deedsOf: (who: number) => Deed[], noteOf: (deed: Deed) => string): Promise<void> {
  const each = plain.map((_, who) => deedsOf(who).map((deed) => ({ deed, note: deed.note === 0 ? '' : noteOf(deed) })));
  await Promise.all(each.map(async (own) => {
    for (const { deed, note } of own) await live({ ...deed, note: length(note) }, note);
  }));
}

const boardOf = async (who: number, period: Api.Input<'reading.ranking'>['period']) => dataOf(await session.call(openidOf(who), 'reading.ranking', { editionId, period }));
const falling = (numbers: readonly number[]) => numbers.filter((number) => number > 0).sort((a, b) => b - a);

async function checkDay(today: number): Promise<void> {
  const points = plain.map((reader) => reader.points);
  const started = plain.map(({ read }) => read.size > 0);
  const ranks = await Promise.all(plain.map(async (_, who) => dataOf(await session.call(openidOf(who), 'reading.rank', { editionId }))));
  expect(ranks).toEqual(points.map((own, who) => (started[who] ? { points: own, rank: placeOf(own, points.filter((_, other) => started[other])) } : null)));
  const monday = today - ((weekdayOf(dayName(today)) + 6) % 7);
  const firstOfMonth = dayName(today) < '2028-03-01' ? 0 : 15;
  const spans = { day: today, week: monday, month: firstOfMonth, edition: 0 } as const;
  for (const period of ['day', 'week', 'month', 'edition'] as const) {
    const own = plain.map((reader) => reader.within(spans[period], today));
    const who = today % readers;
    const board = await boardOf(who, period);
    expect([dayName(today), period, board.items.map((item) => item.points)]).toEqual([dayName(today), period, falling(own)]);
    expect(board.items.map((item) => item.place)).toEqual(board.items.map((item) => placeOf(item.points, own)));
    const mine = board.items.find((item) => item.mine);
    expect(mine?.points ?? 0).toBe(own[who]);
  }
}

test('thirty days: every answer, every rank, every board of every evening', async () => {
  for (let today = 0; today < days; today += 1) {
    await session.setClock(start + today * day + 90 * minute);
    await together((who) => (today === 0 ? [] : night(who, today)), () => '');
    await session.setClock(start + today * day + 8 * hour);
    let first = '';
    await together((who) => morning(who, today), ({ who, note }) => {
      const text = note < 50 ? short : story();
      if (who === 0) first = text;
      return text;
    });
    await session.setClock(start + today * day + 12 * hour);
    await timer();
    await session.setClock(start + today * day + 20 * hour);
    await together((who) => evening(who, today, first !== ''), () => `${first.replace(/，/gu, ' ')} 👍`);
    await timer();
    for (const reader of plain) reader.evening();
    await checkDay(today);
  }
}, 600_000);

test('the sum of every ledger is its balance, and the heat map is what was read', async () => {
  for (const [who, reader] of plain.entries()) {
    const ledger = dataOf(await session.call(openidOf(who), 'reading.ledger', { editionId }));
    expect([ledger.points, ledger.lines.reduce((sum, { points }) => sum + points, 0)]).toEqual([reader.points, reader.points]);
    const { mine } = dataOf(await session.call(openidOf(who), 'reading.edition', { editionId }));
    expect(mine?.squares.map(({ checkIns }) => checkIns)).toEqual(Array.from({ length: days }, (_, number) => reader.read.get(number) ?? 0));
  }
  expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([]);
  const lines = (await Promise.all(plain.map(async (_, who) => dataOf(await session.call(openidOf(who), 'reading.ledger', { editionId })).lines))).flat();
  expect(new Set(lines.map(({ rule, streak }) => `${rule} ${streak}`))).toEqual(new Set(['checkIn 0', 'note 0', 'minutes 0', 'streak 7', 'streak 21', 'reversal 0']));
});

test('at the end the rankings stand: people by points and earlier last point, units by share and per head, with their digests', async () => {
  await session.setClock(start + days * day + 4 * hour + 20 * minute);
  await timer();
  const edition = await boardOf(0, 'edition');
  expect(edition.items.map(({ points }) => points)).toEqual(falling(plain.map((reader) => reader.points)));
  edition.items.forEach((item, at) => {
    const above = edition.items[at - 1];
    if (above?.points === item.points) expect(above.lastAt).toBeLessThanOrEqual(item.lastAt);
  });
  expect(edition.digest).toBe(rankingDigest(editionId, 'people', edition.items.map(({ id, points, lastAt }) => [id, points, lastAt])));
  const boards = await Promise.all([0, 1, 2, 3].map(async (sizeClass) => dataOf(await session.call(wang, 'reading.units', { editionId, sizeClass }))));
  for (const [at, name] of unitNames.entries()) {
    const unit = boards.flatMap(({ items }) => items).find((one) => one.name === name);
    const own = plain.slice(at * 10, at * 10 + 10);
    const active = own.filter(({ read }) => read.size >= 7).length;
    const points = own.reduce((sum, reader) => sum + reader.points, 0);
    expect(unit).toMatchObject({ readers: own.filter(({ read }) => read.size > 0).length, active, points });
    expect([unit?.share, unit?.perHead]).toEqual([Math.floor((active * 10_000) / (unit?.members ?? 1)), Math.floor((points * 100) / (unit?.members ?? 1))]);
  }
  for (const { items } of boards) {
    items.forEach((unit, at) => {
      const above = items[at - 1];
      if (!above) return;
      const by = above.active * unit.members - unit.active * above.members || above.points * unit.members - unit.points * above.members;
      expect(by).toBeGreaterThanOrEqual(0);
      expect(unit.place).toBe(by === 0 ? above.place : at + 1);
    });
  }
  expect(dataOf(await session.call(openidOf(0), 'reading.edition', { editionId })).phase).toBe('frozen');
});
