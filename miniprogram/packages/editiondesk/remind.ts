import { readingTexts } from '../../texts/reading';
import { absentTexts as t } from './texts';

/** Where a reminder to those who have not checked in is written, with words to begin with. `unit`: to these; empty: to everybody of the sender's own. */
export function remindUrl({ editionId, title, until, unit }: { editionId: string; title: string; until: Api.Day; unit: string }): string {
  const words = t.reminder(title, readingTexts.monthDay(until));
  const given = [`activity=${editionId}`, `title=${encodeURIComponent(title)}`, `words=${encodeURIComponent(words)}`, ...(unit === '' ? [] : [`unit=${unit}`])];
  return `/packages/cadre/pages/announce/announce?${given.join('&')}`;
}
