import { outcomeOf, placesSoFar } from '../../../../domain/meet/day';
import { officialMark, timingOf } from '../../../../domain/meet/entered';
import { nextSigner, signers } from '../../../../domain/meet/result';
import { clockTime } from '../../../../format/when';
import { nameOf, noteOf, shownMark, starterOf } from '../../day-view';
import { protestViews, type ProtestView } from '../../protest-view';
import { dayTexts } from '../../texts-day';

const t = dayTexts.desk;

export interface SheetRow {
  entry: string;
  place: string;
  name: string;
  note: string;
  mark: string;
}

export type MainAct = 'sign' | 'announce' | 'none';

export interface SignView {
  rows: SheetRow[];
  chain: { as: string; text: string; done: boolean }[];
  missing: string;
  main: MainAct;
  label: string;
  /** Who signs next. */
  as: Api.Meet.SignsAs | null;
  note: string;
  mayReturn: boolean;
  photos: string;
  protests: (ProtestView & { answers: boolean; decides: boolean })[];
}

/** A heat of a race from which some go on by place is ranked on its own; everything else together. */
function rowsOf(desk: Api.Meet.EventDesk, round: Api.Meet.DeskRound): SheetRow[] {
  return placesSoFar(desk.event, [round]).map(({ entry, place, outcome }) => {
    const entered = round.cards[entry]?.entered ?? null;
    const starter = starterOf(desk, entry);
    const mark = entered === null || outcomeOf({ call: 'in', entered }) !== 'ok' ? null : officialMark(desk.event, entered);
    return { entry, place: place === null ? '' : String(place), name: nameOf(starter), note: noteOf(starter), mark: round.table && outcome === 'ok' ? '' : shownMark(desk.event, { outcome, mark, timing: entered ? timingOf(desk.event, entered) : null }) };
  });
}

/** Has the sheet that was announced been given back since? */
function isReopened({ announcedAt, correctedAt, returns }: Api.Meet.DeskRound): boolean {
  const latest = returns[returns.length - 1];
  return announcedAt !== null && latest !== undefined && latest.at > (correctedAt ?? announcedAt);
}

export function signView(desk: Api.Meet.EventDesk, round: Api.Meet.DeskRound): SignView {
  const { signatures, announcedAt } = round;
  const as = nextSigner(signatures.map(({ as: role, at }) => ({ as: role, by: '', at })));
  const out = announcedAt !== null && !isReopened(round);
  const mine = signatures.some((one) => one.mine);
  const main: MainAct = out ? 'none' : as === null ? 'announce' : mine || round.missing !== '' ? 'none' : 'sign';
  return {
    rows: rowsOf(desk, round),
    chain: signers.map((role) => {
      const found = signatures.find((one) => one.as === role);
      return { as: role, text: found ? t.signedBy(t.signs[role], found.byName, clockTime(found.at)) : t.waitsFor(t.signs[role]), done: found !== undefined };
    }),
    missing: round.missing,
    main,
    label: main === 'announce' ? t.announce : as === null ? '' : t.signAs(t.signs[as]),
    as,
    note: out ? t.announced : mine && as !== null ? t.otherMust : isReopened(round) ? t.again : '',
    mayReturn: signatures.length > 0,
    photos: round.photos.length > 0 ? t.photoCount(round.photos.length) : '',
    protests: protestViews(round.protests).map((view, index) => {
      const one = round.protests[index];
      return { ...view, answers: one?.answer === null, decides: one?.appealed !== null && one?.decision === null && (desk.cadre || desk.supervisor) };
    }),
  };
}
