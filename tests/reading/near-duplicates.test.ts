import fc from 'fast-check';
import { bandsOf, leastJudged, likeness, nearestOf, ownWords, shared, shinglesOf } from '../../miniprogram/domain/text/near-duplicates';
import { madeNotes } from './made-notes';
import { watchNotes } from './watch-notes';

const note = '昨天夜里读到少平离开家的那一段，心里一下子热了起来，想起了自己刚进厂的样子。师傅说过，手艺是熬出来的，书里的人也是这样熬过来的。';
const other = '周末在家陪孩子把《三体》的前言读完了，我们争论了很久黑暗森林是不是真的，他说不服气，我说那就接着往下读，看谁说得对。';
const same = (a: string, b: string) => likeness(shinglesOf(a), shinglesOf(b)) >= 100;

test('spaces, signs, width and what cannot be seen make no other note', () => {
  expect(same(note, note.replace(/，/gu, ' ！'))).toBe(true);
  expect(same(note, [...note].join('\u200B'))).toBe(true);
  expect(same(note, `“${note}”`)).toBe(true);
  expect(shinglesOf('ＡＢＣ'.repeat(12))).toEqual(shinglesOf('abc'.repeat(12)));
  expect(same(note, `${note}${other}`)).toBe(true);
  expect(same(note, other)).toBe(false);
});

test('one passage quoted by two is no copy; short notes are not judged', () => {
  const passage = '“生活不能等待别人来安排，要自己去争取和奋斗，不论其结果是喜是悲，总不枉在这世界上活了一场。”';
  expect(same(`${passage}${note.slice(0, 45)}`, `${passage}${other}`)).toBe(false);
  expect(ownWords(passage)).toContain('生活不能等待');
  expect(shinglesOf('好书，值得一读！')).toEqual([]);
  expect(same('好书，值得一读！', '好书，值得一读！')).toBe(false);
  expect(bandsOf([])).toEqual([]);
  expect([...ownWords(note)].length).toBeGreaterThan(leastJudged);
});

test('the nearest of several is named', () => {
  const [a, b] = [note, `${note}再加上很长很长的一段别的话，和前面没有什么关系。`].map((text) => ({ text, shingles: shinglesOf(text) }));
  if (!a || !b) throw new Error('two notes');
  expect(nearestOf(shinglesOf(b.text), [a, b])).toBe(b);
  expect(nearestOf(shinglesOf(other), [a, b])).toBeNull();
});

test('bands never change: kept ones must fit those of later notes', () => {
  expect(bandsOf(shinglesOf(note)).slice(0, 3)).toEqual(['0.lhres3', '1.l1nmce', '2.8kbn4n']);
});

test('what two lists share is what two sets share', () => {
  const lists = fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 30 }).map((list) => list.sort((a, b) => a - b));
  fc.assert(fc.property(lists, lists, (a, b) => expect(shared(a, b)).toBe(a.filter((one) => b.includes(one)).length)));
});

test('5,000 made notes: precision ≥ 0.98, recall ≥ 0.90', () => {
  const watched = watchNotes(madeNotes(5000));
  expect(watched.copies).toBeGreaterThan(500);
  expect(watched.precision).toBeGreaterThanOrEqual(0.98);
  expect(watched.recall).toBeGreaterThanOrEqual(0.9);
});
