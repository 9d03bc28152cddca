import { seedText } from '../../../miniprogram/domain/meet/seed-marks';

/** A delegation's athletes and entries in words, as forms and lists have them. Made of what the delegation itself sees: no date of birth is in it. */

const sexes: Readonly<Record<Api.Meet.Sex, string>> = { male: '男', female: '女' };
const healths: Readonly<Record<Api.Meet.Health | 'none', string>> = { signed: '本人已签', paper: '纸质已交', none: '未交' };

export interface AthleteWords {
  /** null: not given yet. */
  bib: number | null;
  name: string;
  sex: string;
  group: string;
  /** In a 联队 the unit that the athlete comes from; else empty. */
  unit: string;
  /** 健康承诺书 */
  health: string;
  /** Disciplines that the athlete is entered for. */
  events: string;
}

export interface EntryWords {
  id: string;
  /** Of the rulebook, by id. */
  event: string;
  name: string;
  /** A relay's in the order of its legs. */
  people: string;
  count: number;
  /** Seed mark 报名成绩; empty: none. */
  seed: string;
  /** Why it does not start, or what the rulebook has against it. */
  note: string;
}

export function athleteWords({ athletes, entries, setup: { rulebook } }: Api.Meet.Delegation): AthleteWords[] {
  const groups = new Map(rulebook.groups.map(({ id, name }) => [id, name]));
  const disciplines = new Map(rulebook.events.map(({ id, discipline }) => [id, discipline]));
  return athletes.map(({ uid, bib, name, sex, unitName, groups: fitting, fits, health }) => ({
    bib,
    name,
    sex: sexes[sex],
    group: fits ? fitting.flatMap((id) => groups.get(id) || []).join('、') : '年龄不在任何一组',
    unit: unitName,
    health: healths[health ?? 'none'],
    events: entries.filter(({ people, scratched }) => scratched === null && people.includes(uid)).flatMap(({ event }) => disciplines.get(event) ?? []).join('、'),
  }));
}

/** Entries in the order of the rulebook's events, those of events that it has no more last. */
export function entryWords({ athletes, entries, faults, setup: { rulebook } }: Api.Meet.Delegation): EntryWords[] {
  const people = new Map(athletes.map((one) => [one.uid, one]));
  const named = (uid: string) => {
    const { name = '', bib = null } = people.get(uid) ?? {};
    return bib === null ? name : `${name}（${bib}）`;
  };
  const events = new Map(rulebook.events.map((event, index) => [event.id, { event, index }]));
  const place = (id: string) => events.get(id)?.index ?? events.size;
  return [...entries].sort((a, b) => place(a.event) - place(b.event)).map(({ id, event: eventId, people: uids, seed, scratched }) => {
    const event = events.get(eventId)?.event;
    return {
      id,
      event: eventId,
      name: event?.name ?? '（已删去的项目）',
      people: uids.map((uid, index) => (event?.team?.relay ? `${index + 1}棒 ${named(uid)}` : named(uid))).join('、'),
      count: uids.length,
      seed: event === undefined || seed === null ? '' : seedText(event, seed),
      note: scratched === null ? [...new Set(faults.filter(({ entry }) => entry === id).map(({ words }) => words))].join('；') : `弃权：${scratched}`,
    };
  });
}
