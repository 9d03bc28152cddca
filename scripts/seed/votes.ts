import { createHash } from 'node:crypto';
import { identities } from '../../local/identities';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import { type BallotDocument, emptyTally, type TallyDocument, type VoteDocument } from '../../cloudfunctions/modules/voting/store';
import { day, dayOf, hour, startOfDay } from '../../miniprogram/domain/time/shanghai';
import { pathOf, unions } from './city';
import { demoUid } from './people';

interface DemoVote {
  id: string;
  activityId: string;
  scope: string;
  title: string;
  summary: string;
  /** Milliseconds from the start of today. */
  runs: [number, number];
  rules: Api.Voting.Rules;
  candidates: { title: string; unit: string; note: string }[];
  /** Ballots before the demo city opens its doors. */
  ballots: number;
}

const song = (title: string, unit: string, note: string) => ({ title, unit, note });

const demoVotes: readonly DemoVote[] = [
  {
    id: 'vote-choir',
    activityId: 'contest-choir',
    scope: 'city',
    title: '最受欢迎的合唱队',
    summary: '听听各队的排练，给您喜欢的投一票。',
    runs: [-day + 9 * hour, 6 * day + 20 * hour],
    rules: { least: 1, most: 3, ballots: 1, per: 'day', perCandidate: null, ownUnit: 1, joinedBefore: null, open: true },
    candidates: [
      song('《咱们工人有力量》', 'jcjc', '机床厂装配车间，平均年龄 46 岁'),
      song('《我为祖国献石油》', 'chip', '男声小合唱'),
      song('《边疆处处赛江南》', 'bus', '收车以后练的，一共练了 31 次'),
      song('《南泥湾》', 'weave', '女声合唱，服装是自己缝的'),
      song('《天路》', 'hosp', '急诊科和检验科'),
      song('《在希望的田野上》', 'school1', '师生同台'),
      song('《骑手之歌》', 'street', '词曲都是骑手自己写的'),
      song('《江城夜航》', 'east', '四个单位联队'),
    ],
    ballots: 120,
  },
  {
    id: 'vote-may',
    activityId: 'contest-may',
    scope: 'bus',
    title: '五月歌会 · 最佳台风',
    summary: '',
    runs: [-3 * day + 9 * hour, -day + 18 * hour],
    rules: { least: 1, most: 1, ballots: 1, per: 'all', perCandidate: null, ownUnit: null, joinedBefore: null, open: false },
    candidates: [song('六路车队', 'bus6', ''), song('机修班', 'bus', ''), song('调度室', 'bus', ''), song('充电站', 'bus', '')],
    ballots: 40,
  },
];

const digest = (text: string) => createHash('sha256').update(text).digest();
const stable = (text: string) => digest(text).toString('base64url').slice(0, 22);

/** Who plays a demo identity casts ballots in person. */
const named = new Set(identities.map(({ openid }) => demoUid(openid)));

export interface DemoVotes {
  votes: VoteDocument[];
  tallies: TallyDocument[];
  /** Not folded yet: the job counts them, as it does all. */
  ballots: BallotDocument[];
}

/** The demo votes, laid around the day of `now`: one that runs, and one that the job closes and publishes at its first run. */
export function demoVoting(members: readonly MemberDocument[], now: number): DemoVotes {
  const today = startOfDay(now);
  const records: DemoVotes = { votes: [], tallies: [], ballots: [] };
  for (const demo of demoVotes) {
    const [opensAt, closesAt] = [today + demo.runs[0], today + demo.runs[1]];
    const candidates = demo.candidates.map(({ title, unit, note }, index) => ({
      ...{ id: `c${index + 1}`, title, note, image: '', video: '', withdrawnAt: null, unit },
      unitName: unions.find(({ id }) => id === unit)?.name ?? '',
    }));
    const organiser = unions.find(({ id }) => id === demo.scope)?.name ?? '';
    records.votes.push({
      ...{ _id: demo.id, activityId: demo.activityId, scope: pathOf(demo.scope), organiser, audience: pathOf(demo.scope), title: demo.title, summary: demo.summary, opensAt, closesAt },
      ...{ rules: demo.rules, candidates, createdAt: opensAt - hour, state: 'open' as const },
      acts: [{ k: stable(`vote:${demo.id}`), h: '', t: opensAt - hour, by: demoUid('demo-cadre-wang') }],
    });
    records.tallies.push(emptyTally(demo.id));
    const last = Math.min(now, closesAt) - 1;
    const voters = members.filter(({ _id, unitPath, account }) => unitPath.startsWith(pathOf(demo.scope)) && !account.startsWith('paper:') && !named.has(_id)).slice(0, demo.ballots);
    records.ballots.push(...voters.map((voter) => ballotOf(demo, voter, candidates, opensAt, last)));
  }
  return records;
}

function ballotOf(demo: DemoVote, voter: MemberDocument, candidates: readonly { id: string; unit: string }[], from: number, last: number): BallotDocument {
  const lots = digest(`${demo.id}:${voter._id}`);
  const at = from + Math.floor(((last - from) * lots.readUInt16BE(0)) / 0x1_0000);
  const allowed = candidates.filter(({ unit }) => demo.rules.ownUnit === null || !voter.unitPath.includes(`/${unit}/`));
  const count = 1 + ((lots[2] ?? 0) % demo.rules.most);
  const choices = [...allowed].sort((a, b) => (stable(voter._id + a.id) < stable(voter._id + b.id) ? -1 : 1)).slice(0, count).map(({ id }) => id);
  const [who, period] = [`${demo.id}:${voter._id}`, demo.rules.per === 'day' ? dayOf(at) : 'all'];
  return { _id: `${who}:${period}:0`, vote: demo.id, who, day: period, slot: 0, choices, unit: voter.unitId, fresh: false, at, k: stable(`ballot:${who}`), h: '' };
}
