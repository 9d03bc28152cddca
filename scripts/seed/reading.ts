import { createHash } from 'node:crypto';
import type { BookDocument, EditionDocument, KeptCheckIn, ReaderDocument, StandingDocument } from '../../cloudfunctions/modules/reading/documents';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import { idOf } from '../../cloudfunctions/platform/secrets';
import { emptyHistogram } from '../../miniprogram/domain/points/histogram';
import { pathsUpwards } from '../../miniprogram/domain/people/scope';
import { decideCheckIn, emptyRecord } from '../../miniprogram/domain/reading/record';
import { noteLength } from '../../miniprogram/domain/reading/check-in';
import { eanCheck } from '../../miniprogram/domain/reading/isbn';
import { plainRules } from '../../miniprogram/domain/reading/rules';
import { termsOf } from '../../miniprogram/domain/text/search';
import { day, dayOf, hour, startOfDay } from '../../miniprogram/domain/time/shanghai';
import { pathOf, unions } from './city';
import { demoUid } from './people';

const id = 'reading-month';
/** The edition's days, from today: those of its activity. */
const [first, last] = [-3, 27];

/** Known books by their own numbers; those of the city's own writers are invented, with numbers that only look right. */
const shelf: readonly { isbn: string; title: string; author: string; theme: string; link?: string }[] = [
  { isbn: '9787530212004', title: '平凡的世界', author: '路遥', theme: '劳动者' },
  { isbn: '9787506365437', title: '活着', author: '余华', theme: '文学' },
  { isbn: '9787500601593', title: '红岩', author: '罗广斌 杨益言', theme: '红色经典' },
  { isbn: '9787536692930', title: '三体', author: '刘慈欣', theme: '科学' },
  ...[
    { title: '炉火正红：江城老工人口述', author: '江城市总工会', theme: '劳动者', link: 'https://read.example/furnace' },
    { title: '六路车的早晨', author: '周明', theme: '劳动者' },
    { title: '从学徒到工匠', author: '何志远', theme: '劳模工匠' },
    { title: '手上的功夫', author: '沈家俊', theme: '劳模工匠' },
    { title: '看懂劳动合同', author: '江城市职工法律援助中心', theme: '法律' },
    { title: '夜班也要睡得好', author: '林晓', theme: '健康' },
    { title: '机床为什么这样转', author: '高建平', theme: '科学' },
    { title: '江城旧事', author: '马兰', theme: '文学' },
  ].map((book, index) => ({ ...book, isbn: isbnOf(index) })),
];

function isbnOf(index: number): string {
  const twelve = `978700900${String(100 + index)}`;
  return `${twelve}${eanCheck(twelve)}`;
}

/** Of the identities of the frame: on which days before today they read, in minutes. */
const played: Record<string, readonly { ago: number; minutes: number; note?: string }[]> = {
  'demo-worker-chen': [
    { ago: 3, minutes: 20 },
    { ago: 1, minutes: 35, note: '少平在矿上读书那一段，我在车间休息室里读完的。师傅当年也是这样，兜里总揣着一本书，等料的时候看两页。手艺是熬出来的，见识也是。' },
  ],
  'demo-worker-aerken': [
    { ago: 3, minutes: 40 },
    { ago: 2, minutes: 15 },
    { ago: 1, minutes: 60 },
  ],
};

const digest = (text: string) => createHash('sha256').update(text).digest();
const stable = (text: string) => digest(text).toString('base64url').slice(0, 22);
const bookId = (isbn: string) => idOf('book', id, isbn);

export interface DemoReading {
  reading_editions: EditionDocument[];
  reading_books: BookDocument[];
  reading_standings: StandingDocument[];
  /** Not counted yet: the job counts them, as it does all. */
  readers: ReaderDocument[];
}

/** The demo city's reading month, in its fourth day: the list, and who has read so far. */
export function demoReading(members: readonly MemberDocument[], now: number): DemoReading {
  const today = startOfDay(now);
  const [from, until] = [dayOf(today + first * day), dayOf(today + last * day)];
  const rules: Api.Reading.Rules = { ...plainRules, pages: { points: 5, each: 20, most: 80 }, nightUntil: 4 };
  const acts = [{ k: stable('edition'), h: '', t: today - 10 * day, by: demoUid('demo-cadre-wang') }];
  const edition: EditionDocument = {
    ...{ _id: id, title: '第十二届职工读书月', organiser: unions[0]?.name ?? '', scope: pathOf('city'), audience: pathOf('city'), from, until },
    ...{ opensAt: today + first * day, closesAt: today + (last + 1) * day + 4 * hour, rules, state: 'open', acts },
  };
  const own = new Map(Object.entries(played).map(([openid, reads]) => [demoUid(openid), reads]));
  const others = members.filter(({ _id, account }) => !own.has(_id) && !account.startsWith('paper:')).filter((_, index) => index % 5 === 2).slice(0, 60);
  const readers = [...members.filter(({ _id }) => own.has(_id)), ...others].map((member) => readerOf(edition, member, own.get(member._id) ?? readsOf(member._id), today));
  return {
    reading_editions: [edition],
    reading_books: shelf.map(({ isbn, title, author, theme, link = '' }) => ({ _id: bookId(isbn), edition: id, isbn, title, author, theme, link, terms: [...termsOf(title, author), isbn], removedAt: 0, acts })),
    reading_standings: [{ _id: id, ...emptyHistogram, batch: 0, readers: 0, points: 0, units: '', boards: { batch: 0, at: 0 } }],
    readers,
  };
}

/** The days on which a member of the crowd read. */
function readsOf(uid: string): { ago: number; minutes: number; note?: string }[] {
  const lots = digest(`reading:${uid}`);
  return [3, 2, 1].filter((ago) => (lots[ago] ?? 0) < 180).map((ago) => ({ ago, minutes: 10 + 5 * ((lots[ago + 4] ?? 0) % 10) }));
}

function readerOf(edition: EditionDocument, { _id: uid, name, unitName, unitPath }: MemberDocument, reads: readonly { ago: number; minutes: number; note?: string }[], today: number): ReaderDocument {
  const units = pathsUpwards(unitPath).map((path) => path.slice(path.lastIndexOf('/', path.length - 2) + 1, -1));
  const empty: ReaderDocument = { ...emptyRecord, _id: `${id}:${uid}`, edition: id, uid, name, unitName, checkIns: [], unitIds: units, dirty: true, folded: { batch: 0, v: 0, points: 0, days: 0 }, out: [] };
  return reads.reduce((reader: ReaderDocument, { ago, minutes, note = '' }) => {
    const key = stable(`check-in:${uid}:${ago}`);
    const read = shelf[(digest(uid)[0] ?? 0) % shelf.length] ?? { isbn: isbnOf(0) };
    const at = today - ago * day + 12 * hour + ((digest(key)[0] ?? 0) % 200) * 60_000;
    const given = { id: idOf('checkIn', uid, key), k: key, h: '', at, day: dayOf(at), book: bookId(note === '' ? read.isbn : '9787530212004'), minutes, pages: 0, note: noteLength(note), madeUp: false };
    const decision = decideCheckIn(reader, edition.rules, edition, given, dayOf(at));
    if (decision.do === 'refuse') throw new Error(`demo check-in of ${uid}: ${decision.reason}`);
    const state = note === '' ? null : 'shown';
    const kept: KeptCheckIn = { ...given, upTo: decision.record.entries.length, state };
    return { ...reader, ...decision.record, checkIns: [...reader.checkIns, kept], out: state === null ? reader.out : [...reader.out, { id: given.id, text: note, state }] };
  }, empty);
}
