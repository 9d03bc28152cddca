import { peopleOf, type Seats } from './seats';

/** Places of batches that are not out yet. */
export const unreleased = (seats: Pick<Seats, 'batches' | 'released'>) => seats.batches.slice(seats.released).reduce((sum, batch) => sum + batch.places, 0);

/** What must hold of one bucket at all times; each broken rule in words, empty if all hold. */
export function brokenRules(seats: Seats): string[] {
  const broken: string[] = [];
  const all = [...seats.held, ...seats.waiting, ...seats.last];
  const people = all.flatMap(peopleOf);
  if (seats.held.length > seats.cap) broken.push(`${seats.held.length} held of ${seats.cap}`);
  if (seats.left < 0) broken.push(`left ${seats.left}`);
  if (seats.left + seats.held.length + unreleased(seats) !== seats.cap) broken.push(`left ${seats.left} + held ${seats.held.length} ≠ ${seats.cap}`);
  if (seats.waits !== seats.waiting.length) broken.push(`waits ${seats.waits} ≠ ${seats.waiting.length}`);
  if (new Set(people).size !== people.length) broken.push('somebody twice');
  if (seats.left > 0 && seats.waiting.length > 0) broken.push('a free place while somebody waits');
  const goneKeys = new Set(seats.gone.flatMap(({ k, a = [] }) => [k, ...a]));
  if (all.some((entry) => goneKeys.has(entry.k))) broken.push('a cancelled key is back');
  if (new Set(seats.got).size !== seats.got.length) broken.push('a transfer arrived twice');
  return broken;
}

/** What must hold of all buckets of an activity together. `capacity`: what the organiser set. */
export function brokenTogether(buckets: readonly Seats[], capacity: number): string[] {
  const broken = buckets.flatMap((seats) => brokenRules(seats).map((words) => `bucket ${seats.bucket}: ${words}`));
  const onTheWay = buckets.flatMap(({ gives }) => gives).filter(({ id, to }) => !buckets.find(({ bucket }) => bucket === to)?.got.includes(id));
  const places = [...buckets.map(({ cap }) => cap), ...onTheWay.map(({ n }) => n)].reduce((sum, n) => sum + n, 0);
  if (places !== capacity) broken.push(`${places} places of ${capacity}`);
  const people = buckets.flatMap((seats) => [...seats.held, ...seats.waiting, ...seats.last].flatMap(peopleOf));
  if (new Set(people).size !== people.length) broken.push('somebody in two buckets');
  return broken;
}
