/** Words in a work that tell who wrote it: blind judging 匿名评审 covers them, or the desk lets them stand. */

/** Endings that unions' names have and people leave out: 江城钢铁集团有限公司工会委员会 is 江城钢铁. */
const endings = /(基层)?(工会)?(联合会|委员会|工会|总工会|分会)?$/u;
const companies = /(股份)?(集团)?(有限)?(责任)?(公司|集团)$/u;

/** The name as it is, without 工会委员会, and without 有限公司. Fewer than three characters would be found everywhere. */
function shapesOf(name: string): string[] {
  const bare = name.replace(endings, '');
  return [name, bare, bare.replace(companies, '')].filter((shape) => [...shape].length >= 3);
}

/** What looks like the name of a unit, whosever it is: 第三炼钢车间, 市第一医院工会. */
const unitLike = /[\p{Script=Han}\d]{2,10}?(?:工会委员会|总工会|工会|有限公司|集团公司|分公司|车间|班组|项目部)/gu;

/** Said of any unit, it tells nothing. */
const common = /^(?:我们?|咱们?|本|全体?|各级?|基层|这个?|那个?|一个|每个|在|到|和|与|是|的|当|去|进|把|为)*(?:工会委员会|总工会|工会|有限公司|集团公司|分公司|公司|车间|班组|项目部)$/u;

/** So many are pointed out. */
const most = 20;

export interface Author {
  name: string;
  /** Names of the own unit and of all above. */
  units: readonly string[];
}

/** The words of a text that tell who wrote it, longest first: the writer's name, the names of their unions, and what looks like the name of a unit. */
export function tellingWords(text: string, { name, units }: Author): string[] {
  const plain = text.normalize('NFC');
  const known = [name, ...units.flatMap(shapesOf)].filter((word) => [...word].length >= 2 && plain.includes(word));
  const looks = [...plain.matchAll(unitLike)].map(([word]) => word).filter((word) => !common.test(word));
  const found = [...new Set([...known, ...looks])].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const kept: string[] = [];
  for (const word of found) {
    const covered = coverage(plain, kept);
    // A word that stands only inside others that were found is covered with them.
    if (placesOf(plain, word).some((at) => covered.slice(at, at + word.length).includes(false))) kept.push(word);
  }
  return kept.slice(0, most);
}

/** Where a word begins in a text, also where it overlaps itself. */
function placesOf(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) places.push(at);
  return places;
}

/** For each place of a text whether one of these words stands over it; words may overlap. */
function coverage(text: string, words: readonly string[]): boolean[] {
  const covered = Array.from({ length: text.length }, () => false);
  for (const word of words) for (const at of placesOf(text, word)) covered.fill(true, at, at + word.length);
  return covered;
}

/** Covers words of a text, a block a character, so that the length stays. */
export function masked(text: string, words: readonly string[]): string {
  const plain = text.normalize('NFC');
  const covered = coverage(plain, words.filter((word) => word !== ''));
  let at = 0;
  return [...plain].map((character) => {
    const shown = covered[at] ? '▇' : character;
    at += character.length;
    return shown;
  }).join('');
}
