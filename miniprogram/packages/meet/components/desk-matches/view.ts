import { disqualifiedOf, playedOf } from '../../../../domain/meet/day';
import { isMatch, matchesOf, matchProblem, type MatchProblem, matchResult } from '../../../../domain/meet/table';
import { nameOf, starterOf } from '../../day-view';
import { dayTexts } from '../../texts-day';

const t = dayTexts.desk;

export interface MatchRow {
  id: string;
  round: string;
  home: string;
  away: string;
  score: string;
  result: Api.Meet.TableMatch['result'];
  playable: boolean;
  waits: boolean;
}

/** A bout of boards or a tug is won, drawn or lost; of ball games it has a score. */
export const isPlain = ({ ballGame }: Api.Meet.Event): boolean => ballGame === null;

function scoreOf(raw: Api.Meet.RawMatch | null | undefined, names: { home: string; away: string }): string {
  if (!raw) return '';
  if (raw.forfeit === 'both') return t.bothForfeit;
  return raw.forfeit !== null ? t.forfeit(names[raw.forfeit]) : raw.bouts.map(([home, away]) => `${home}:${away}`).join('  ');
}

export function matchRows(desk: Api.Meet.EventDesk, round: Api.Meet.DeskRound, waits: readonly string[]): MatchRow[] {
  const { table } = round;
  if (!table) return [];
  const { event } = dayTexts;
  const played = playedOf(desk.event, round);
  const out = disqualifiedOf(round).map(({ entry }) => entry);
  return matchesOf(desk.event, table, played).map((match) => {
    const { id, home, away } = match;
    const rests = table.kind === 'knockout' && match.round > 1 && match.result === null ? event.unknown : event.bye;
    // What somebody gave up by disqualification is not typed.
    const typed = round.matches[id]?.raw || ![home, away].some((entry) => entry !== null && out.includes(entry));
    const names = { home: home === null ? rests : nameOf(starterOf(desk, home)), away: away === null ? rests : nameOf(starterOf(desk, away)) };
    return { id, round: id === 't' ? event.third : match.n === 1 ? event.matchRound(match.round) : '', ...names, score: scoreOf(played.get(id), names), result: match.result, playable: isMatch(match) && Boolean(typed), waits: waits.includes(id) };
  });
}

/** A score as it is typed. */
export interface ScoreForm {
  bouts: { n: number; home: string; away: string }[];
  forfeit: Api.Meet.RawMatch['forfeit'];
  decided: Api.Meet.Side | null;
}

export function scoreForm({ measure }: Api.Meet.Event, raw: Api.Meet.RawMatch | null): ScoreForm {
  const most = measure.kind === 'bouts' ? measure.bestOf : 1;
  return {
    bouts: Array.from({ length: most }, (_, index) => ({ n: index + 1, home: String(raw?.bouts[index]?.[0] ?? ''), away: String(raw?.bouts[index]?.[1] ?? '') })),
    forfeit: raw?.forfeit ?? null,
    decided: raw?.decided ?? null,
  };
}

/** Each side by itself; both: neither came. */
export function toggledForfeit(forfeit: ScoreForm['forfeit'], side: Api.Meet.Side): ScoreForm['forfeit'] {
  if (forfeit === null) return side;
  if (forfeit === side) return null;
  return forfeit === 'both' ? (side === 'home' ? 'away' : 'home') : 'both';
}

export const matchFaults: Readonly<Record<MatchProblem | 'blank', string>> = {
  bouts: '比分不对：每局要分出胜负，分出胜负后不再有下一局',
  open: '还没有分出胜负',
  draw: '淘汰赛打平，请选谁晋级',
  blank: '还没有填比分',
};

export type WrittenScore = { ok: true; raw: Api.Meet.RawMatch; result: Api.Meet.TableMatch['result'] } | { ok: false; fault: keyof typeof matchFaults };

export function writtenScore(event: Api.Meet.Event, table: Api.Meet.Table, { bouts, forfeit, decided }: ScoreForm): WrittenScore {
  const last = bouts.reduce((found, { home, away }, index) => (home === '' && away === '' ? found : index), -1);
  if (last < 0 && forfeit === null) return { ok: false, fault: 'blank' };
  const written = forfeit === null ? bouts.slice(0, last + 1) : [];
  if (!written.every(({ home, away }) => /^\d{1,3}$/.test(home) && /^\d{1,3}$/.test(away))) return { ok: false, fault: 'bouts' };
  const raw: Api.Meet.RawMatch = { bouts: written.map(({ home, away }) => [Number(home), Number(away)]), forfeit, decided: forfeit === null ? decided : null };
  const problem = matchProblem(event, table, raw);
  return problem ? { ok: false, fault: problem } : { ok: true, raw, result: matchResult(event, raw) };
}
