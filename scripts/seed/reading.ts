import { createHash } from 'node:crypto';
import { identities } from '../../local/identities';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import type { ChallengeDocument, JoinDocument } from '../../cloudfunctions/modules/reading/challenge-store';
import type { BookDocument, EditionDocument, KeptCheckIn, ReaderDocument, StandingDocument } from '../../cloudfunctions/modules/reading/documents';
import { pathsUpwards } from '../../miniprogram/domain/people/scope';
import { emptyHistogram } from '../../miniprogram/domain/points/histogram';
import { noteLength } from '../../miniprogram/domain/reading/check-in';
import { decideCheckIn, emptyRecord } from '../../miniprogram/domain/reading/record';
import { plainRules } from '../../miniprogram/domain/reading/rules';
import { termsOf } from '../../miniprogram/domain/text/search';
import { addDays } from '../../miniprogram/domain/time/days';
import { day, dayOf, hour, startOfDay } from '../../miniprogram/domain/time/shanghai';
import { pathOf, unions } from './city';
import { demoUid } from './people';

/** The activity that is the demo edition, and how it lies around today. */
const edition = { id: 'reading-month', title: '第十二届职工读书月', scope: 'city', before: 3, days: 31 };

/** Books of the demo: of the edition's list, and on the shelves of book rooms. */
export const shelf: readonly (readonly [isbn: string, title: string, author: string, theme: string])[] = [
  ['9787530212004', '平凡的世界', '路遥', '劳动者'],
  ['9787506365437', '活着', '余华', '劳动者'],
  ['9787500601593', '红岩', '罗广斌 杨益言', '红色经典'],
  ['9787020024759', '围城', '钱锺书', '现代文学'],
  ['9787536692930', '三体', '刘慈欣', '科学幻想'],
  ['9787020002207', '红楼梦', '曹雪芹', '古典名著'],
  ['9787020008735', '西游记', '吴承恩', '古典名著'],
  ['9787544253994', '百年孤独', '加西亚·马尔克斯', '外国文学'],
];

/** Who has read: the demo worker three days in a row and not yet today, so that a tap makes it four; the others as it comes. */
const chen = demoUid('demo-worker-chen');
const others = 12;
const named = new Set(identities.map(({ openid }) => demoUid(openid)));

const notes = [
  '读到少平在工地背石头那一段，想起我刚进厂的时候，师傅说肩膀是磨出来的。书里的人不喊苦，我也不好意思喊了，明天接着读下一章。',
  '夜班休息时看了江姐的故事，车间的灯很亮，心里也跟着亮。那一代人把信念看得比命重，我们把手上的活干细一点，也算没有辜负。',
];

/** Of the others: too short to earn points, so that the rankings stay as they are. */
const shortNotes = [
  '孙少安办砖厂那一章看得手心出汗，干事业哪有容易的。',
  '带孩子一起读的，他问我江姐怕不怕，我说怕也不低头。',
  '钱锺书写人一针见血，方鸿渐身上有我们每个人的影子。',
  '跑完末班车读了二十页，车厢里只剩我和灯光。',
  '福贵一辈子丢了那么多，最后还牵着一头老牛往前走。',
  '叶文洁按下按钮的那一刻，合上书想了半天。',
  '等件的间隙翻几页，手机里的短视频倒是好几天没点开了。',
  '孙悟空被压五百年，我排了三小时队就抱怨，惭愧。',
];

const digest = (text: string) => createHash('sha256').update(text).digest();
const stable = (text: string) => digest(text).toString('base64url').slice(0, 22);

/** Ids of the demo's books and check-ins, the same at every seeding. */
export const demoBook = (isbn: string) => stable(`book:${isbn}`);
export const demoCheckIn = (uid: string, number: number) => stable(`check-in:${uid}:${number}`);

export interface DemoReading {
  reading_editions: EditionDocument[];
  reading_books: BookDocument[];
  reading_standings: StandingDocument[];
  reading_challenges: ChallengeDocument[];
  reading_joins: JoinDocument[];
  /** Not counted yet: the job counts them, as it does all. */
  readers: ReaderDocument[];
}

/** The demo edition of a reading month: it began three days ago. */
export function demoReading(members: readonly MemberDocument[], now: number): DemoReading {
  const from = dayOf(now - edition.before * day);
  const span = { from, until: addDays(from, edition.days - 1) };
  const opensAt = startOfDay(now) - edition.before * day;
  const made = { k: stable(`edition:${edition.id}`), h: '', t: opensAt - day, by: demoUid('demo-cadre-wang') };
  const organiser = unions.find(({ id }) => id === edition.scope)?.name ?? '';
  const document: EditionDocument = {
    ...{ _id: edition.id, title: edition.title, organiser, scope: pathOf(edition.scope), audience: pathOf(edition.scope), ...span },
    ...{ opensAt, closesAt: opensAt + edition.days * day + 4 * hour, rules: { ...plainRules, nightUntil: 4 }, state: 'open', acts: [made] },
  };
  const books = shelf.map(([isbn, title, author, theme]): BookDocument => ({
    ...{ _id: demoBook(isbn), edition: edition.id, isbn, title, author, theme, link: '', terms: [...termsOf(title, author), isbn], removedAt: 0 },
    acts: [{ ...made, k: stable(`add:${isbn}`) }],
  }));
  const own = members.filter(({ _id }) => _id === chen);
  const some = members.filter(({ _id, account }) => !named.has(_id) && !account.startsWith('paper:')).slice(0, others);
  return {
    reading_editions: [document],
    reading_books: books,
    reading_standings: [{ _id: edition.id, ...emptyHistogram, batch: 0, readers: 0, points: 0, units: '', boards: { batch: 0, at: 0 } }],
    reading_challenges: challenges(opensAt),
    reading_joins: own.map(({ _id }) => ({ _id: `${edition.id}:${_id}`, edition: edition.id, uid: _id, joined: [demoChallenge('row7')], at: [opensAt] })),
    readers: [...own.map((member) => readerOf(member, document, books, notes)), ...some.map((member, index) => readerOf(member, document, books, ['', shortNotes[index] ?? '']))],
  };
}

/** Ids of the demo's challenges: row7, row21, team. */
export const demoChallenge = (name: string) => stable(`challenge:${name}`);

/** Two for everybody, of which the demo worker is in one, and the common book of the worker's unit. */
function challenges(opensAt: number): ChallengeDocument[] {
  const act = (name: string) => ({ k: stable(`set:${name}`), h: '', t: opensAt, by: demoUid('demo-cadre-wang') });
  const common = { edition: edition.id, closedAt: 0, addedAt: opensAt };
  const everybody = { ...common, unit: '', unitName: '', path: '', bookTitle: '' };
  const [first] = shelf;
  const team = unions.find(({ id }) => id === 'jcjc');
  if (!first || !team) throw new Error('the demo has a book and a unit');
  const [isbn, bookTitle] = first;
  return [
    ...[7, 21].map((days): ChallengeDocument => ({ ...everybody, _id: demoChallenge(`row${days}`), rule: { kind: 'row', days }, acts: [act(`row${days}`)] })),
    {
      ...{ ...common, _id: demoChallenge('team'), unit: team.id, unitName: team.name, path: pathOf(team.id), bookTitle },
      ...{ rule: { kind: 'book', bookId: demoBook(isbn), of: 'minutes', at: 60 }, acts: [act('team')] },
    },
  ];
}

function readerOf({ _id: uid, name, unitName, unitPath }: MemberDocument, { _id, rules, from, until, opensAt }: EditionDocument, books: readonly BookDocument[], texts: readonly string[]): ReaderDocument {
  let record = emptyRecord;
  const checkIns: KeptCheckIn[] = [];
  const out: ReaderDocument['out'] = [];
  for (let number = 0; number < edition.before; number += 1) {
    const lots = digest(`${uid}:${number}`);
    if (uid !== chen && (lots[0] ?? 0) < 70) continue;
    const text = texts[number] ?? '';
    const id = demoCheckIn(uid, number);
    const at = opensAt + number * day + 19 * hour + (lots[1] ?? 0) * 30_000;
    const book = books[(lots[2] ?? 0) % books.length]?._id ?? '';
    const given = { id, k: stable(`key:${id}`), h: '', at, day: addDays(from, number), book, minutes: 10 + ((lots[3] ?? 0) % 45), pages: 0, note: noteLength(text), madeUp: false };
    const decision = decideCheckIn(record, rules, { from, until }, given, given.day);
    if (decision.do === 'refuse') throw new Error(`demo reader ${uid}: ${decision.reason}`);
    record = decision.record;
    checkIns.push({ ...given, upTo: record.entries.length, state: text === '' ? null : 'shown' });
    if (text !== '') out.push({ id, text, state: 'shown', title: books.find(({ _id: one }) => one === book)?.title ?? '', photos: [] });
  }
  const unitIds = pathsUpwards(unitPath).flatMap((path) => path.split('/').filter((part) => part !== '').pop() ?? []);
  return { ...record, _id: `${_id}:${uid}`, edition: _id, uid, name, unitName, unitIds, checkIns, dirty: true, folded: { batch: 0, v: 0, points: 0, days: 0, n: 0 }, out };
}
