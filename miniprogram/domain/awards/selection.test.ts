import fc from 'fast-check';
import { addDays } from '../time/days';
import { dayOf, instant } from '../time/shanghai';
import { lastDayOf, listDigest } from './notice';
import { type Candidate, currentNotices, decide, listed, objectTo, type Outcome, publishNext, type Selection, strike, takeFinding, withPosts } from './selection';
import { honourWords, listWords } from './wording';

const day = 86_400_000;
const start = instant(2026, 4, 28, 10);
const desk = { name: '市总工会宣教部', telephone: '0550-66123456' };
const one = (id: string, unitId: string, state: Candidate['state'] = 'listed'): Candidate => ({ id, name: `人${id}`, unitId, unitPath: `/city/${unitId}/`, unitName: `单位${unitId}`, post: '钳工', group: unitId, state, reason: '' });
const selection: Selection = {
  ...{ kind: 'star', state: 'proposed', twice: true, title: '读书之星', basis: '', without: 'select', notices: [], decision: null },
  candidates: [one('a', 'u1'), one('b', 'u1'), one('c', 'u2'), one('d', 'u1', 'reserve')],
};
const kept = <S>(outcome: Outcome<S>): S => {
  if (outcome.do === 'refuse') throw new Error(outcome.reason);
  return outcome.next;
};
const reasonOf = (outcome: Outcome<unknown>) => (outcome.do === 'refuse' ? outcome.reason : 'kept');
const publishAt = (from: Selection, now: number) => publishNext(from, { desk, workingDays: 5, now, audience: { path: '/city/', name: '市总工会' }, idOf: (subject) => `n-${subject}-${from.state}` });
const at = (text: string) => instant(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)), 9);
const dayAfter = (notice: { published: string; workingDays: number }) => at(addDays(lastDayOf(notice).day, 1));

test('who is struck makes room for the next in line of the same group', () => {
  const next = kept(strike(selection, 'a', '本人放弃'));
  expect(listed(next).map(({ id }) => id)).toEqual(['b', 'c', 'd']);
  expect(listed(kept(strike(selection, 'c', '本人放弃'))).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(reasonOf(strike(next, 'a', '再来一次'))).toBe('gone');
  expect(reasonOf(withPosts(selection, new Map([['d', '车工']])))).toBe('gone');
});

test('each unit sees its own, then all see all; nothing is published over a notice that runs', () => {
  expect(reasonOf(publishAt({ ...selection, candidates: [{ ...one('a', 'u1'), post: '' }] }, start))).toBe('posts');
  expect(reasonOf(publishAt({ ...selection, candidates: [] }, start))).toBe('empty');
  const units = kept(publishAt(selection, start));
  expect(currentNotices(units).map(({ unitName, list, published }) => [unitName, list.length, published])).toEqual([['单位u1', 2, '2026-04-28'], ['单位u2', 1, '2026-04-28']]);
  expect(reasonOf(publishAt(units, at('2026-05-08')))).toBe('open');
  expect(reasonOf(strike(units, 'a', '来不及了'))).toBe('closed');
  expect(reasonOf(decide(units, '总工发〔2026〕9号', at('2026-05-09')))).toBe('closed');
  const all = kept(publishAt(units, at('2026-05-09')));
  expect(all.state).toBe('city');
  expect(currentNotices(all)).toHaveLength(1);
  expect(lastDayOf(currentNotices(all)[0] ?? { published: '', workingDays: 5 }).day).toBe('2026-05-15');
  expect(reasonOf(decide(all, '总工发〔2026〕9号', at('2026-05-15')))).toBe('open');
  expect(kept(decide(all, '总工发〔2026〕9号', at('2026-05-16'))).decision?.paper).toBe('总工发〔2026〕9号');
  expect(kept(decide(kept(publishAt({ ...selection, twice: false }, start)), '工字1号', at('2026-05-09'))).state).toBe('decided');
});

test('an objection holds the list; who falls out restarts that notice alone', () => {
  const units = kept(publishAt(selection, start));
  const [first = units.notices[0], second] = currentNotices(units);
  const objected = kept(objectTo(units, first?.id ?? '', 'o1', start + day));
  expect(kept(objectTo(objected, first?.id ?? '', 'o1', start + 2 * day))).toEqual(objected);
  expect(reasonOf(objectTo(units, 'n-none', 'o1', start))).toBe('gone');
  expect(reasonOf(publishAt(objected, at('2026-05-20')))).toBe('open');
  expect(reasonOf(takeFinding(objected, first?.id ?? '', 'o1', '情况属实', 'c', start + 3 * day))).toBe('gone');
  const stands = kept(takeFinding(objected, first?.id ?? '', 'o1', '经核实，不影响推选', null, at('2026-05-06')));
  expect(reasonOf(publishAt(stands, at('2026-05-09')))).toBe('kept');
  const changed = kept(takeFinding(objected, first?.id ?? '', 'o1', '情况属实，取消资格', 'a', at('2026-05-06')));
  const [again, same] = currentNotices(changed);
  expect(again).toMatchObject({ published: '2026-05-06', candidates: ['b'], list: [{ name: '人b', unit: '单位u1', post: '钳工' }] });
  expect(again?.digest).toBe(listDigest(again?.list ?? []));
  expect(same).toEqual(second);
  expect(listed(changed).map(({ id }) => id)).toEqual(['b', 'c']);
  expect(reasonOf(publishAt(changed, at('2026-05-12')))).toBe('open');
  expect(reasonOf(publishAt(changed, at('2026-05-14')))).toBe('kept');
});

test('a notice of which nobody is left is over', () => {
  const units = kept(publishAt(selection, start));
  const second = currentNotices(units)[1]?.id ?? '';
  const empty = kept(takeFinding(kept(objectTo(units, second, 'o1', start)), second, 'o1', '本人退出', 'c', start + day));
  expect(currentNotices(empty)[1]).toMatchObject({ list: [], objections: [{ finding: { changed: true } }] });
  expect(reasonOf(objectTo(empty, second, 'o2', start + day))).toBe('closed');
  expect(reasonOf(publishAt(empty, at('2026-05-09')))).toBe('kept');
});

test('no way leads to a decision past a running notice or an open objection', () => {
  type Step = { what: 'publish' | 'object' | 'find' | 'fall' | 'decide' | 'wait'; pick: number };
  const step: fc.Arbitrary<Step> = fc.record({ what: fc.constantFrom('publish', 'object', 'find', 'fall', 'decide', 'wait'), pick: fc.nat({ max: 9 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      let [now, so, count] = [start, selection, 0];
      const take = (outcome: Outcome<Selection>) => {
        if (outcome.do === 'keep') so = outcome.next;
      };
      for (const { what, pick } of steps) {
        const notices = currentNotices(so);
        const notice = notices[pick % Math.max(1, notices.length)];
        const open = notice?.objections.find(({ finding }) => finding === null);
        if (what === 'wait') now += (pick + 1) * day;
        if (what === 'publish') take(publishAt(so, now));
        if (what === 'object' && notice) take(objectTo(so, notice.id, `o${(count += 1)}`, now));
        if (what === 'find' && notice && open) take(takeFinding(so, notice.id, open.id, '查过了', null, now));
        if (what === 'fall' && notice && open) take(takeFinding(so, notice.id, open.id, '属实', notice.candidates[0] ?? '', now));
        if (what === 'decide') take(decide(so, '文号', now));
        if (so.state === 'decided') {
          expect(so.notices.some(({ level }) => level === 'city')).toBe(true);
          for (const { list, objections, ...rest } of so.notices) {
            if (list.length > 0) expect(dayOf(now) > lastDayOf(rest).day).toBe(true);
            expect(objections.every(({ finding }) => finding !== null)).toBe(true);
          }
          const last = so.notices[so.notices.length - 1];
          expect(last?.candidates).toEqual(listed(so).map(({ id }) => id));
          return;
        }
        for (const { list, digest } of so.notices) if (list.length > 0) expect(digest).toBe(listDigest(list));
      }
    }),
    { numRuns: 400 },
  );
  expect(dayAfter({ published: '2026-04-28', workingDays: 5 })).toBe(at('2026-05-09'));
});

test('a title needs a basis', () => {
  const honour = { title: '读书之星', basis: '总工发〔2026〕3号', without: 'select' } as const;
  expect([honourWords(honour), listWords(honour)]).toEqual(['授予“读书之星”称号', '拟授予“读书之星”称号名单']);
  expect([honourWords({ ...honour, basis: '' }), listWords({ ...honour, basis: '' })]).toEqual(['推选为“读书之星”', '拟推选“读书之星”名单']);
  expect([honourWords({ ...honour, basis: '', without: 'commend' }), listWords({ ...honour, basis: '', without: 'commend' })]).toEqual(['作为“读书之星”予以通报表扬', '拟通报表扬“读书之星”名单']);
});
