import { activityTexts } from '../texts/activity';

/** What changed since somebody signed up, in words; empty: nothing. */
export function movedWords(changed: readonly Api.Activity.Moved[] = []): string {
  const [first, second] = changed;
  if (first === undefined) return '';
  return second === undefined ? activityTexts.moved[first] : activityTexts.moved.both;
}
