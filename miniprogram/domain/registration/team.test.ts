import fc from 'fast-check';
import { regroup } from './acts';
import { bucketsFor, commonOf } from './layout';
import { plainRules } from '../activity/rules';
import { brokenTeams, decideTeam, dropClaim, follow, leaderOf, noTeams, onItsWay, type TeamAct, teamOf, type TeamRefusal, type Teams } from './team';

const size = { min: 2, max: 3 };
let acts = 0;

/** The teams after an act, which must not be refused. */
function after(teams: Teams, act: TeamAct, t = 10): Teams {
  const change = decideTeam(teams, act, { k: `k${(acts += 1)}`, h: 'h', t, by: act.u }, size);
  if (change.do !== 'write') throw new Error(JSON.stringify(change));
  return change.next;
}

function refusalOf(teams: Teams, act: TeamAct): TeamRefusal | null {
  const change = decideTeam(teams, act, { k: `k${(acts += 1)}`, h: 'h', t: 10, by: act.u }, size);
  return change.do === 'refuse' ? change.reason : null;
}

const make = (u: string, name = u): TeamAct => ({ do: 'make', u, id: `team-${u}`, name, code: `code-${u}`, unit: { path: '/1/', name: '江城' } });
const join = (u: string, leader: string): TeamAct => ({ do: 'join', u, code: `code-${leader}` });

test('a team is made, joined by its invitation, handed over and ended', () => {
  const two = after(after(noTeams, make('chen')), join('li', 'chen'));
  const handed = after(two, { do: 'handOver', u: 'chen', who: 'li' });
  const team = teamOf(handed, 'chen');
  expect(team && leaderOf(team)).toBe('li');
  expect(after(handed, { do: 'disband', u: 'li' }).teams).toEqual([]);
  const renewed = after(two, { do: 'renew', u: 'chen', code: 'fresh' });
  expect(refusalOf(renewed, join('zhao', 'chen'))).toBe('noInvitation');
});

test('each refusal has its reason', () => {
  const full = after(after(after(noTeams, make('a')), join('b', 'a')), { do: 'add', u: 'a', who: 'c' });
  expect(refusalOf(full, make('b'))).toBe('inTeam');
  expect(refusalOf(full, make('d', 'a'))).toBe('nameTaken');
  expect(refusalOf(full, join('d', 'a'))).toBe('full');
  expect(refusalOf(full, { do: 'leave', u: 'a' })).toBe('leaderStays');
  expect(refusalOf(full, { do: 'leave', u: 'd' })).toBe('noTeam');
  expect(refusalOf(full, { do: 'remove', u: 'b', who: 'c' })).toBe('notLeader');
  expect(refusalOf(full, { do: 'handOver', u: 'a', who: 'd' })).toBe('notMate');
  const others = after(full, make('d'));
  expect(refusalOf(others, { do: 'add', u: 'd', who: 'c' })).toBe('theyAreInTeam');
  expect(refusalOf(others, { do: 'send', u: 'd' })).toBe('tooFew');
  const sent = after(full, { do: 'send', u: 'a' });
  expect(refusalOf(sent, { do: 'leave', u: 'b' })).toBe('sending');
  expect(refusalOf(sent, { do: 'disband', u: 'a' })).toBe('sending');
});

test('a repeat changes nothing; another body or person under the key is refused', () => {
  const mark = { k: 'one', h: 'h', t: 10, by: 'a' };
  const first = decideTeam(noTeams, make('a'), mark, size);
  const teams = first.do === 'write' ? first.next : noTeams;
  expect(decideTeam(teams, make('a'), mark, size)).toMatchObject({ do: 'done', team: { id: 'team-a' } });
  expect(decideTeam(teams, make('a', 'b'), { ...mark, h: 'other' }, size)).toEqual({ do: 'refuse', reason: 'keyReused' });
  expect(decideTeam(teams, make('b'), { ...mark, by: 'b' }, size)).toEqual({ do: 'refuse', reason: 'keyReused' });
});

describe('a team follows its entry', () => {
  const two = after(after(after(noTeams, make('a')), join('b', 'a')), { do: 'send', u: 'a' });
  const entry = { tid: 'team-a', m: ['b', 'c'] };

  test('its people are the entry’s, and nobody of them is in a draft', () => {
    const others = after(two, make('c'));
    const followed = follow(others, [entry], 20);
    expect(teamOf(followed, 'b')?.people.map(({ u }) => u)).toEqual(['b', 'c']);
    expect(followed.teams).toHaveLength(1);
    expect(follow(followed, [entry], 30)).toBe(followed);
  });

  test('without one it is a draft again, at once where it was seen, else after a minute', () => {
    expect(follow(two, [], 10 + onItsWay - 1)).toBe(two);
    expect(teamOf(follow(two, [], 10 + onItsWay), 'a')?.sent).toBeNull();
    expect(teamOf(follow(follow(two, [entry], 20), [], 21), 'b')?.sent).toBeNull();
  });

  test('who joins is claimed until the entry has them; a claim that came to nothing is dropped with its act', () => {
    const seen = follow(two, [{ tid: 'team-a', m: ['a', 'b'] }], 20);
    const claimed = after(seen, join('c', 'a'), 30);
    expect(refusalOf(after(claimed, make('d')), { do: 'add', u: 'd', who: 'c' })).toBe('theyAreInTeam');
    expect(teamOf(follow(claimed, [{ tid: 'team-a', m: ['a', 'b', 'c'] }], 31), 'c')?.people[2]).not.toHaveProperty('claimed');
    const dropped = follow(claimed, [{ tid: 'team-a', m: ['a', 'b'] }], 30 + onItsWay);
    expect([teamOf(dropped, 'c'), dropped.acts.length]).toEqual([null, claimed.acts.length - 1]);
    const key = claimed.acts[claimed.acts.length - 1]?.k ?? '';
    expect(teamOf(dropClaim(claimed, key), 'c')).toBeNull();
  });
});

test('an entry changes its people in one act, until sign-up closes', () => {
  const common = commonOf('x', '/1/', { startsAt: 100, endsAt: 200, signUpOpensAt: 10, signUpClosesAt: 90 }, { ...plainRules, team: size }, false);
  const [bucket] = bucketsFor(common, '/1/', 2, [], []);
  if (!bucket) throw new Error('no bucket');
  const of = (u: string, ...m: string[]) => ({ u, k: `key-${u}`, h: 'h', t: 20, m: [u, ...m], tid: `team-${u}`, team: u });
  const seats = { ...bucket, left: 0, held: [of('a', 'b'), { ...of('c', 'd'), c: { d: 50 } }] };
  const act = { k: 'act', h: 'h', t: 30, by: 'a' };
  const handed = regroup(seats, 'team-a', () => ['b', 'a'], act);
  expect(handed).toMatchObject({ do: 'write', next: { held: [{ u: 'b', m: ['b', 'a'] }, { u: 'c' }] } });
  expect(handed.do === 'write' && regroup(handed.next, 'team-a', () => ['a'], act)).toEqual({ do: 'done' });
  expect(regroup(seats, 'team-a', (people) => [...people, 'd'], act)).toEqual({ do: 'refuse', reason: 'teamMate' });
  expect(regroup(seats, 'team-c', () => ['c'], act)).toEqual({ do: 'refuse', reason: 'arrived' });
  expect(regroup(seats, 'team-z', () => ['z'], act)).toEqual({ do: 'refuse', reason: 'notIn' });
  expect(regroup(seats, 'team-a', () => ['a'], { ...act, t: 90 })).toEqual({ do: 'refuse', reason: 'closed' });
});

test('whatever people do, nobody is in two teams, a team has a leader and no more than it may, and only whole teams are sent', () => {
  const person = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const step = fc.record({ kind: fc.constantFrom('make', 'join', 'add', 'remove', 'handOver', 'leave', 'send', 'disband', 'seen', 'gone'), u: person, who: person });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let teams = noTeams;
      steps.forEach(({ kind, u, who }, index) => {
        const entries = teams.teams.filter(({ sent }) => sent?.seen).map(({ id, people }) => ({ tid: id, m: people.map((mate) => mate.u) }));
        const mine = teamOf(teams, u);
        if (kind === 'seen' && mine?.sent) teams = follow(teams, [...entries.filter(({ tid }) => tid !== mine.id), { tid: mine.id, m: mine.people.map((mate) => mate.u) }], index);
        else if (kind === 'gone' && mine) teams = follow(teams, entries.filter(({ tid }) => tid !== mine.id), index);
        else if (kind !== 'seen' && kind !== 'gone') {
          const ids = { id: `t${index}`, name: `n${index}`, code: `c${index}`, unit: { path: '/1/', name: '' } };
          const code = teamOf(teams, who)?.code ?? 'none';
          const act: TeamAct = kind === 'make' ? { do: kind, u, ...ids } : kind === 'join' ? { do: kind, u, code } : kind === 'add' || kind === 'remove' || kind === 'handOver' ? { do: kind, u, who } : { do: kind, u };
          const change = decideTeam(teams, act, { k: `s${index}`, h: 'h', t: index, by: u }, size);
          if (change.do !== 'write') return;
          if (kind === 'send') expect(change.team.people.length).toBeGreaterThanOrEqual(size.min);
          teams = change.next;
        }
        expect(brokenTeams(teams, size)).toEqual([]);
      });
    }),
  );
});
