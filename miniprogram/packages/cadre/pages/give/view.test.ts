import { choiceOf } from './view';

const now = Date.parse('2026-11-20T10:00:00+08:00');
const day = 86_400_000;
const union = (id: string, path: string) => ({ id, path, name: id, level: 1, members: 1 });
const known = (expires: number) => ({
  grants: [{ role: 'cadre' as const, scope: '/1/', scopeName: '', expires }],
  unions: [union('top', '/1/'), union('below', '/1/2/')],
  unionId: 'top',
  role: 'gate' as const,
  span: 'year' as const,
});

test('a year ends at midnight, and says its last day', () => {
  const choice = choiceOf(known(now + 4000 * day), now);
  expect(choice).toMatchObject({ role: 'gate', span: 'year', endNote: '到 2027年11月20日 24:00 自动失效，随时可以收回' });
  expect(choice.expires).toBe(Date.parse('2027-11-21T00:00:00+08:00'));
  expect(choice.spans.map(({ value }) => value)).toEqual(['month', 'half', 'year', 'three']);
});

test('nothing longer than my own grant is offered', () => {
  const choice = choiceOf(known(now + 100 * day), now);
  expect(choice.spans.map(({ value }) => value)).toEqual(['month', 'own']);
  expect(choice.expires).toBe(now + 100 * day);
});

test('cadre is offered below my own union only; another union keeps what can be kept', () => {
  expect(choiceOf(known(now + 4000 * day), now).roles.map(({ value }) => value)).toEqual(['gate', 'judge', 'official', 'supervisor']);
  const below = choiceOf({ ...known(now + 4000 * day), unionId: 'below', role: 'cadre' }, now);
  expect(below.role).toBe('cadre');
  expect(choiceOf({ ...known(now + 4000 * day), role: 'cadre' }, now).role).toBe('gate');
});
