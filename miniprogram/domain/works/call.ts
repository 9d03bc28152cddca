import { prizeFaults, sheetFaults } from '../contest/rulebook';
import { pathsUpwards } from '../people/scope';
import { fits, graphemes } from '../text/clean';
import { day } from '../time/shanghai';

/** A call for works 征文: is its plan whole, where does it stand, and is a work what it asks for. */

type Plan = Api.Works.Plan;
type Phase = Api.Works.Phase;

/** What a text may have at most, characters. */
export const longestText = 8000;
export const mostPhotos = 9;

const whole = (value: number, least: number, most: number) => Number.isSafeInteger(value) && value >= least && value <= most;

function kindFaults(kinds: readonly Api.Works.Kind[]): string[] {
  if (kinds.length < 1 || kinds.length > 6) return ['类别写 1–6 个'];
  const faults: string[] = [];
  if (!kinds.every(({ id, name }, index) => id === `k${index + 1}` && fits(name, 1, 12))) faults.push('每个类别要有名称，最多 12 个字');
  if (new Set(kinds.map(({ name }) => name)).size < kinds.length) faults.push('类别不能重名');
  for (const { name, text, photos } of kinds) {
    if (text && !(whole(text.least, 1, longestText) && whole(text.most, text.least, longestText))) faults.push(`${name}的字数不对：最少 1 字，最多 ${longestText} 字`);
    if (!(whole(photos.least, 0, mostPhotos) && whole(photos.most, photos.least, mostPhotos))) faults.push(`${name}的图片最多 ${mostPhotos} 张`);
    if (!text && photos.most < 1) faults.push(`${name}既不要文字也不要图片`);
  }
  return faults;
}

/** What is wrong with a plan, in sentences for the cadre; empty: it can stand. */
export function checkPlan({ kinds, opensAt, closesAt, judging, prizes }: Plan, now: number): string[] {
  const faults = kindFaults(kinds);
  if (closesAt <= opensAt) faults.push('截稿要在开始之后');
  if (closesAt <= now) faults.push('截稿时间已经过去了');
  if (judging.until <= closesAt) faults.push('评审的截止时间要在截稿之后');
  if (!whole(judging.perWork, 1, 15)) faults.push('每篇作品由 1–15 位评委评');
  if (!whole(judging.perWork, 2 * judging.trim + 1, 15)) faults.push(`去掉 ${judging.trim} 个最高分和 ${judging.trim} 个最低分，每篇至少要 ${2 * judging.trim + 1} 位评委`);
  return [...faults, ...sheetFaults(judging), ...prizeFaults({ prizes })];
}

/** The longest that a call is put off at once, days. */
export const longestDelay = 60;

/** Closing and the judges' time put off by so many days; once works are with judges, their time alone. */
export const laterBy = ({ state, closesAt, judging }: { state: string; closesAt: number; judging: { until: number } }, days: number): { closesAt: number; until: number } => ({
  closesAt: state === 'open' ? closesAt + days * day : closesAt,
  until: judging.until + days * day,
});

/** A work that was sent before the closing has arrived by then, or never will: the longest function and a margin, ms. */
export const arrivalGrace = 60_000;

/** Where a call stands by the server's clock. `state`: as far as acts have brought it. */
export function phaseOf({ approval, opensAt, closesAt, state }: { approval: object | null; opensAt: number; closesAt: number; state: 'open' | 'judging' | 'sealing' | 'sealed' | 'published' }, now: number): Phase {
  if (state !== 'open') return state;
  if (now >= closesAt) return 'vetting';
  if (approval === null) return 'waiting';
  return now < opensAt ? 'announced' : 'open';
}

/** What is wrong with a work, in a sentence for its writer; null: it is what the kind asks for. */
export function faultOfWork({ text: limits, photos: pictures }: Api.Works.Kind, { title, text, photos }: { title: string; text: string; photos: readonly unknown[] }): string | null {
  if (!fits(title, 1, 40)) return '题目写 1–40 个字';
  if (!fits(text, 0, longestText, true)) return '正文里有不能用的字符';
  const length = lengthOf(text);
  if (!limits && length > 0) return '这一类只交图片，不写正文';
  if (limits && (length < limits.least || length > limits.most)) return `正文要 ${limits.least}–${limits.most} 个字，现在 ${length} 个`;
  if (photos.length < pictures.least) return `至少要 ${pictures.least} 张图片`;
  return photos.length > pictures.most ? `最多 ${pictures.most} 张图片` : null;
}

/** Characters that count: those one sees, without spaces and line breaks. */
export const lengthOf = (text: string): number => graphemes(text.replace(/\s/gu, ''));

/**
 * The unit whose works a judge of the same unit does not get: the writer's enterprise, or in an enterprise's own call the team.
 * @param path of the writer's unit @param audience path of those whom the call is for
 */
export function unitOf(path: string, audience: string): string {
  const upwards = pathsUpwards(path);
  return upwards[Math.max(2, pathsUpwards(audience).length)] ?? path;
}
