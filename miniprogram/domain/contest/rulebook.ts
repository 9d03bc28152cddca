import { fits } from '../text/clean';
import { formNames, peopleOf } from './entry';
import { songKey } from './songs';

/** Is a rulebook 竞赛规程 whole, and what of it may still change once entries were accepted under it. */

type Rulebook = Api.Contest.Rulebook;

const whole = (value: number, least: number, most: number) => Number.isSafeInteger(value) && value >= least && value <= most;
// Fields come back from storage and schemas in other orders.
const sorted = (_: string, value: unknown) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value);
const same = (a: unknown, b: unknown) => JSON.stringify([a], sorted) === JSON.stringify([b], sorted);
const distinct = (values: readonly string[]) => new Set(values).size === values.length;

/** What is wrong, in sentences for the cadre; empty: it can stand. */
export function checkRulebook(rulebook: Rulebook): string[] {
  return [...criteriaFaults(rulebook), ...audienceFaults(rulebook), ...roundFaults(rulebook), ...entryFaults(rulebook), ...prizeFaults(rulebook)];
}

/** What is wrong with a score sheet 评分表. */
export function sheetFaults({ criteria }: Pick<Rulebook, 'criteria'>): string[] {
  const faults: string[] = [];
  if (criteria.length < 1 || criteria.length > 10) faults.push('评分项写 1–10 个');
  if (!criteria.every(({ name, weight }) => fits(name, 1, 12) && whole(weight, 1, 100))) faults.push('每个评分项要有名称和 1–100 的比重');
  if (!distinct(criteria.map(({ id }) => id)) || !distinct(criteria.map(({ name }) => name))) faults.push('评分项不能重复');
  const sum = criteria.reduce((total, { weight }) => total + weight, 0);
  if (sum !== 100) faults.push(`评分项的比重加起来是 ${sum}%，要正好 100%`);
  return faults;
}

function criteriaFaults({ criteria, trim, trimNeeds, ties, heldSheets }: Rulebook): string[] {
  const faults = sheetFaults({ criteria });
  if (!whole(trimNeeds, 2 * trim + 1, 50)) faults.push(`去掉 ${trim} 个最高分和 ${trim} 个最低分，至少要有 ${2 * trim + 1} 位评委`);
  if (!distinct(ties.map((tie) => JSON.stringify(tie))) || ties.some((tie) => tie.by === 'criterion' && !criteria.some(({ id }) => id === tie.id))) faults.push('并列规则里的评分项不在评分表里');
  if (!whole(heldSheets, 0, 10)) faults.push('先不亮分的节目写 0–10 个');
  return faults;
}

function audienceFaults({ audience }: Rulebook): string[] {
  if (audience.kind === 'weight') {
    const sum = audience.judges + audience.audience;
    return whole(audience.judges, 1, 99) && sum === 100 ? [] : [`评委和观众的占比加起来是 ${sum}%，要正好 100%`];
  }
  if (audience.kind === 'none') return [];
  const inOrder = audience.bands.every(({ from, to, hundredths }, index) => from > (audience.bands[index - 1]?.to ?? 0) && to >= from && whole(to, 1, 1000) && whole(hundredths, 0, 10_000));
  return inOrder && audience.bands.length > 0 ? [] : ['人气加分的名次要从前到后，不能重叠'];
}

function roundFaults({ rounds, maximum }: Rulebook): string[] {
  if (rounds.length < 1 || rounds.length > 6) return ['轮次写 1–6 轮'];
  const faults: string[] = [];
  if (!rounds.every(({ id, name }, index) => id === `r${index + 1}` && fits(name, 1, 12))) faults.push('每一轮要有名称');
  rounds.forEach(({ name, cut, startsAt }, index) => {
    const before = rounds[index - 1];
    if (before && startsAt <= before.startsAt) faults.push(`${name}的时间要在${before.name}之后`);
    if (index === rounds.length - 1) {
      if (cut !== null) faults.push(`${name}是最后一轮，不再晋级`);
    } else if (cut === null) faults.push(`${name}要写明怎样晋级`);
    else if ('best' in cut ? !whole(cut.best, 1, 1000) : !whole(cut.line, 0, maximum * 100)) faults.push(`${name}的晋级人数或分数线不对`);
    if (before?.cut && cut && 'best' in before.cut && 'best' in cut && cut.best >= before.cut.best) faults.push(`${name}取前 ${cut.best} 名，要少于${before.name}的 ${before.cut.best} 名`);
  });
  return faults;
}

function entryFaults({ forms, people, setSongs, unitsPerSong, entriesPerUnit, duration }: Rulebook): string[] {
  const faults: string[] = [];
  if (forms.length < 1 || !distinct(forms)) faults.push('至少选一种演唱形式');
  for (const form of forms) {
    const range = people[form];
    if (range && !(whole(range.min, 1, 200) && whole(range.max, range.min, 200))) faults.push(`${formNames[form]}的人数不对：最少 ${range.min}，最多 ${range.max}`);
  }
  if (setSongs.length > 50 || !setSongs.every((title) => fits(title, 1, 40) && songKey(title) !== '')) faults.push('必选曲目每首写 1–40 个字，最多 50 首');
  else if (!distinct(setSongs.map(songKey))) faults.push('必选曲目里有一首写了两次');
  if (!whole(unitsPerSong, 1, 1000)) faults.push('同一首自选曲目至少让 1 个单位唱');
  if (entriesPerUnit !== null && !whole(entriesPerUnit, 1, 100)) faults.push('每个单位报送的节目写 1–100 个');
  if (!whole(duration.seconds, 30, 3600) || !whole(duration.step, 1, 600) || !whole(duration.overtime, 0, 1000)) faults.push('时长写 30 秒到 60 分钟');
  return faults;
}

export function prizeFaults({ prizes }: { prizes: readonly Pick<Api.Contest.Prize, 'name' | 'count'>[] }): string[] {
  if (prizes.length > 30 || !prizes.every(({ name, count }) => fits(name, 1, 12) && whole(count, 1, 500))) return ['每个奖项要有名称和名额'];
  return distinct(prizes.map(({ name }) => name)) ? [] : ['奖项不能重名'];
}

/** Prizes 奖项 above two thirds of the entries are too many: a warning, never a bar. Prizes for organisation go to units and are not counted. */
export function prizeWarning({ prizes }: Pick<Rulebook, 'prizes'>, entries: number): string | null {
  const total = prizes.filter(({ kind }) => kind !== 'organisation').reduce((sum, { count }) => sum + count, 0);
  return entries > 0 && total * 3 > entries * 2 ? `奖项一共 ${total} 个，超过 ${entries} 个节目的三分之二` : null;
}

/**
 * Once an entry was accepted, a change must keep what was promised: scoring, cuts, ties and audience stay; limits may only widen, prizes only grow.
 * @returns what the change would break, in sentences; empty: it may be made
 */
export function brokenPromises(before: Rulebook, after: Rulebook): string[] {
  const broken: string[] = [];
  const scoring = ({ criteria, maximum, trim, trimNeeds, ties, audience, heldSheets }: Rulebook) => [criteria, maximum, trim, trimNeeds, ties, audience, heldSheets];
  if (!same(scoring(before), scoring(after))) broken.push('已有节目通过审查，评分办法不能再改');
  if (!same(before.rounds.map(({ id, cut }) => [id, cut]), after.rounds.map(({ id, cut }) => [id, cut]))) broken.push('已有节目通过审查，轮次和晋级办法不能再改');
  const kept = (all: readonly string[], some: readonly string[]) => some.every((one) => all.includes(one));
  const wider = (form: Api.Contest.Form) => peopleOf(after, form).min <= peopleOf(before, form).min && peopleOf(after, form).max >= peopleOf(before, form).max;
  const forms = before.forms.every((form) => after.forms.includes(form) && wider(form));
  if (!forms || !kept(after.setSongs.map(songKey), before.setSongs.map(songKey))) broken.push('演唱形式和必选曲目只能增加，人数只能放宽');
  const atLeast = (now: number | null, then: number | null) => now === null || (then !== null && now >= then);
  const { duration: was } = before;
  const { duration: is } = after;
  if (after.unitsPerSong < before.unitsPerSong || !atLeast(after.entriesPerUnit, before.entriesPerUnit)) broken.push('节目和曲目的限额只能放宽');
  if (is.seconds < was.seconds || is.step !== was.step || is.overtime !== was.overtime) broken.push('时长只能放宽，超时扣分不能再改');
  if (!before.prizes.every((prize) => after.prizes.some(({ name, kind, count }) => name === prize.name && kind === prize.kind && count >= prize.count))) broken.push('奖项只能增加');
  return broken;
}
