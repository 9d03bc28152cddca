import { revealTime } from '../../../../domain/draw/reveal';
import { moment } from '../../../../format/when';
import { changeLines } from '../../stage-words';
import { stageTexts } from '../../texts-stage';

const t = stageTexts.draw;

type View = Api.Contest.DrawView;

export interface Line {
  id: string;
  number: number;
  title: string;
  unit: string;
  note: string;
}

/** The running order once it is drawn, else the slips as they were entered, else the roster. */
export function linesOf({ roster, running, drawn, paper }: View): Line[] {
  const drawnFor = new Set((paper?.numbers ?? []).filter((slip) => slip.drawnFor).map(({ entryId }) => entryId));
  const found = new Map(roster.map((line) => [line.entryId, line]));
  // What waits for the second signature stands as it was entered, to be held against the photo.
  const slips = running.length > 0 ? [] : [...(paper?.numbers ?? [])].sort((a, b) => a.number - b.number).map(({ entryId }) => entryId);
  const entered = running.length > 0 ? running : slips;
  const order = entered.length > 0 ? entered.flatMap((entryId) => found.get(entryId) ?? []) : roster;
  return order.map(({ entryId, title, unitName, shared }, index) => ({
    ...{ id: entryId, number: index + 1, title, unit: unitName },
    note: running.length > 0 && drawn[index] !== entryId ? t.moved : drawnFor.has(entryId) ? t.drawnFor : running.length === 0 && shared.length > 0 ? t.shared : '',
  }));
}

export interface Party {
  id: string;
  name: string;
  tag: string;
  tone: 'green' | 'amber' | 'neutral';
}

export function partiesOf({ lot }: View): Party[] {
  return (lot?.parties ?? []).map(({ unitId, unitName, commitment, share }) => ({
    ...{ id: unitId, name: unitName },
    ...(share !== null ? { tag: t.revealed, tone: 'green' as const } : commitment !== null ? { tag: t.committed, tone: 'amber' as const } : { tag: t.notCommitted, tone: 'neutral' as const }),
  }));
}

/** Where the draw is. */
export function standOf({ at, order, paper, lot, renew }: View): { text: string; tone: 'green' | 'amber' | 'red' } {
  if (at !== null) return { text: t.done, tone: 'green' };
  if (renew) return { text: t.renewTitle, tone: 'amber' };
  if (order === 'paper') return { text: paper ? t.paperSign : t.paper, tone: 'amber' };
  if (lot?.value) return { text: t.value, tone: 'amber' };
  if (lot?.stand === 'void') return { text: t.broken, tone: 'red' };
  return { text: lot?.stand === 'done' ? t.ready : lot?.stand === 'revealing' ? t.reveal : t.wait, tone: 'amber' };
}

const voidWords: Readonly<Record<View['voids'][number]['why'], (units: string, when: string) => string>> = { share: t.voidShare, absent: t.voidAbsent, roster: (_units, when) => t.voidRoster(when) };

export interface Fact {
  label: string;
  value: string;
  code: boolean;
}

export function factsOf({ rosterHash, lot, at, voids }: View, now: Api.Millis): Fact[] {
  const plain = (label: string, value: string): Fact => ({ label, value, code: false });
  const code = (label: string, value: string): Fact => ({ label, value, code: true });
  const value = lot?.value;
  return [
    code(t.hash, rosterHash),
    ...(at === null ? [] : [plain(t.drawnAt, moment(at, now))]),
    ...(value ? [plain(t.publicValue, value.value === null ? value.name : `${value.name}：${value.value}`), code(value.share === null ? t.commitment : t.organiserShare, value.share ?? value.commitment)] : []),
    ...(lot?.parties ?? []).flatMap(({ unitName, commitment, share }) => (commitment === null ? [] : [code(`${unitName} · ${share === null ? t.commitment : t.share}`, share ?? commitment)])),
    ...voids.map(({ units, why, at: when }) => plain(t.voids, voidWords[why](units.join('、'), moment(when, now)))),
  ];
}

export const movedOf = (view: View, now: Api.Millis) => changeLines(view.changes, (entryId) => [...view.roster, ...view.joined].find((line) => line.entryId === entryId)?.title ?? '', now);

export type Main = { act: 'renew'; label: string } | { act: 'commit'; unitId: string; label: string } | { act: 'draw'; label: string } | { act: 'again'; label: string } | { act: 'value'; label: string } | { act: 'enter'; label: string } | { act: 'sign'; label: string } | { act: 'verify'; label: string };

/** The one main act of whoever looks, and a word beside it. @param kept units whose share is on this phone */
export function mainOf(view: View, kept: readonly string[], isVerified: boolean): { main: Main | null; note: string } {
  const { lot, order, paper, at, manages, official, mine, roster } = view;
  if (at !== null) return { main: { act: 'verify', label: isVerified ? t.verifyAgain : t.verify }, note: '' };
  if (view.renew) return { main: manages ? { act: 'renew', label: t.renew } : null, note: manages ? '' : t.renewWait };
  if (order === 'paper') return slipsMain(paper, official);
  if (!lot) return { main: null, note: '' };
  if (lot.value) return manages ? { main: { act: 'value', label: t.valueFor(lot.value.name) }, note: '' } : { main: null, note: '' };
  const own = lot.parties.filter(({ unitId }) => mine.some((unit) => unit.unitId === unitId));
  const owing = own.find(({ commitment }) => commitment === null);
  if (owing) return { main: { act: 'commit', unitId: owing.unitId, label: t.commit(owing.unitName) }, note: t.commitNote };
  if (lot.stand === 'done' && manages) return { main: { act: 'draw', label: t.go(roster.length) }, note: '' };
  if (lot.stand === 'void' && manages) return { main: { act: 'again', label: t.againVoid }, note: '' };
  const hadTime = lot.parties.some(({ commitment }) => commitment !== null) || view.now >= lot.beganAt + revealTime;
  if (lot.stand === 'committing' && manages && hadTime) return { main: { act: 'again', label: t.again }, note: '' };
  const lost = own.some(({ unitId, share }) => share === null && !kept.includes(unitId));
  return { main: null, note: own.length === 0 || lot.stand === 'done' ? '' : lost ? t.lost : t.committedNote };
}

function slipsMain(paper: Api.Contest.PaperDraw | null, official: boolean): { main: Main | null; note: string } {
  if (!official) return { main: null, note: '' };
  if (!paper) return { main: { act: 'enter', label: t.enter }, note: '' };
  return paper.mine ? { main: { act: 'enter', label: t.enterAgain }, note: t.signOwn } : { main: { act: 'sign', label: t.sign }, note: '' };
}
