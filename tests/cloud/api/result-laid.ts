import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, dataOf, newKey } from '../local-session';
import { records } from './records';

/** A contest of two rounds with four entries of 江城机床厂 and a vote, laid for tests of its result. */
export interface Laid {
  contestId: string;
  /** Closes 10 minutes after the start: 3 votes for the first entry, 10 for the second, none for the third; the fourth is no candidate. */
  voteId: string;
  /** 车间晨曲 by 陈建国, 码头号子 by two, 炉火正红, 远方 */
  entries: [string, string, string, string];
  /** What the stage leaves of a round: performances in order with their scores; null: not released, 0: did not come. */
  layRound(roundId: string, scores: readonly [entryId: string, announced: number | null][], state?: Api.Contest.RoundState): Promise<void>;
}

const [day, minute] = [86_400_000, 60_000];
const [organiser, leader, watcher] = ['demo-cadre-wang', 'demo-cadre-liu', 'demo-worker-li'];

const score = (announced: number): Api.Contest.ReleasedScore => ({
  ...{ announced, exact: [announced * 100, 1], untrimmed: [announced * 100, 1], criteria: {}, values: [announced * 100], highest: [], lowest: [] },
  ...{ adjusted: 0, corrections: 0 },
});

/** 王敏 organises, 刘建华 leads the unit, 周立新 is 计分员, 李秀英 is made 监督员 of the city. */
export async function layContest(session: ApiSession, start: number): Promise<Laid> {
  const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>) => session.call(openid, action, input, newKey());
  dataOf(await act('demo-admin-wu', 'people.grant', { uid: demoUid(watcher), role: 'supervisor', unionId: 'city', expires: start + 90 * day }));
  const activity = { title: '职工才艺大赛', programme: 'contest', audienceUnionId: 'city', placeName: '文化宫', startsAt: start + 40 * day, endsAt: start + 41 * day, capacity: 50 } as const;
  const contestId = dataOf(await act(organiser, 'activity.create', activity)).activityId;
  dataOf(await act(organiser, 'contest.create', { activityId: contestId, template: 'talent' }));
  const { setup } = dataOf(await session.call(organiser, 'contest.detail', { contestId }));
  const [first, last] = setup?.rulebook.rounds ?? [];
  if (!setup || !first || !last) throw new Error('it is not set up');
  const prizes: Api.Contest.Prize[] = [
    { name: '一等奖', count: 1, kind: 'rank' },
    { name: '二等奖', count: 1, kind: 'rank' },
    { name: '最佳台风奖', count: 1, kind: 'special' },
    { name: '优秀组织奖', count: 1, kind: 'organisation' },
  ];
  const rulebook: Api.Contest.Rulebook = { ...setup.rulebook, maximum: 10, audience: { kind: 'weight', judges: 70, audience: 30 }, prizes, rounds: [{ ...first, cut: { best: 2 } }, last] };
  dataOf(await act(organiser, 'contest.edit', { contestId, v: setup.v, rulebook, entriesUntil: start + 20 * day }));

  const entry = async (title: string, song: string, performers: string[]): Promise<string> => {
    const draft: Api.Contest.EntryDraft = {
      ...{ title, form: performers.length > 1 ? 'duet' : 'solo', songs: [{ title: song, kind: 'own', author: '佚名', seconds: 240 }], photos: [], video: '' },
      performers: performers.map((name) => ({ name, part: 'singer', outside: false })),
      ...{ accompaniment: { kind: 'live', fileId: '' }, lyrics: '清晨的汽笛响起来，我们走进车间去', contact: '13800001111' },
    };
    const { entryId } = dataOf(await act(leader, 'contest.submit', { contestId, unitId: 'jcjc', draft }));
    dataOf(await act(organiser, 'contest.review', { entryId, v: 1, accept: true, reason: '' }));
    return entryId;
  };
  const entries: Laid['entries'] = [
    await entry('车间晨曲', '我的祖国', ['陈建国']),
    await entry('码头号子', '黄河颂', ['王大力', '李小梅']),
    await entry('炉火正红', '咱们工人有力量', ['赵钢']),
    await entry('远方', '茉莉花', ['孙远']),
  ];
  const titles = ['车间晨曲', '码头号子', '炉火正红', '远方'];
  const candidates = titles.slice(0, 3).map((title) => ({ title, unitId: 'jcjc', note: '', image: '', video: '' }));
  const rules: Api.Voting.Rules = { least: 1, most: 1, ballots: 1, per: 'all', perCandidate: null, ownUnit: null, joinedBefore: null, open: false };
  const vote = { activityId: contestId, title: '最受欢迎节目', summary: '', opensAt: start, closesAt: start + 10 * minute, rules, candidates };
  const { voteId } = dataOf(await act(organiser, 'voting.create', vote));
  for (let voter = 0; voter < 13; voter += 1) dataOf(await act(`demo-member-${voter}`, 'voting.cast', { voteId, choices: [voter < 3 ? 'c1' : 'c2'] }));

  const layRound: Laid['layRound'] = async (roundId, scores, state = 'closed') => {
    const performances = scores.map(([entryId, announced], index) => ({
      ...{ entryId, title: titles[entries.indexOf(entryId)], unitId: 'jcjc', unitName: '江城机床厂工会', form: entryId === entries[1] ? 'duet' : 'solo', number: index + 1 },
      ...{ state: announced === 0 ? 'absent' : 'done', releasedAt: announced ? start : null, score: announced ? score(announced) : null },
    }));
    await records(session.url, 'contest_rounds').doc(`${contestId}:${roundId}`).set({ contestId, roundId, state, performances, acts: [], v: 1, audit: [] });
  };
  return { contestId, voteId, entries, layRound };
}
