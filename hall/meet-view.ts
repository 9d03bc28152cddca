import { hallTexts } from './texts';
import { type Box, box, drawn } from './view';

const t = hallTexts.meet;

/** A meet on the big screen: the result announced last with its first three, team points beside it, records below. */

function latest({ events }: Api.Meet.Board): Box {
  const [one] = events.filter(({ announcedAt }) => announcedAt !== null).sort((a, b) => (b.announcedAt ?? 0) - (a.announcedAt ?? 0));
  if (!one) return box('panel now', [box('now__title', t.soon)]);
  const lines = one.top.flatMap(({ place, name, unitName, mark }) => [box('now__number', String(place)), box('cut', name === '' ? unitName : `${name} ${unitName}`), box('together__points', mark)]);
  return box('panel now', [box('label', one.confirmed ? t.latest : `${t.latest} · ${t.pending}`), box('now__title', one.name), box('together', lines)]);
}

function totals({ classes }: Api.Meet.Board): Box {
  const rows = (classes[0]?.units ?? []).slice(0, 10).map((one) => box(`standing ${one.place <= 3 ? 'standing--top' : ''}`, [box('standing__place', String(one.place)), box('cut', one.name), box('standing__points', one.points)]));
  return box('panel standings', [box('label', [t.totals, classes[0]?.name ?? ''].filter((word) => word !== '').join(' · ')), ...rows]);
}

function records({ records: made }: Api.Meet.Board): Box | null {
  const broken = made.filter(({ kind }) => kind === 'broken').slice(-3);
  if (broken.length === 0) return null;
  return box('panel next', [box('label', t.records), ...broken.map((one) => box('next__one', [box('next__number', one.mark), box('cut', one.name), box('cut label', one.unitName)]))]);
}

export function meetView(board: Api.Meet.Board): HTMLElement[] {
  const done = board.events.filter(({ announcedAt }) => announcedAt !== null).length;
  const head = box('head', [box('head__title', board.title), box('head__round', t.done(done, board.events.length))]);
  return [head, latest(board), totals(board), records(board)].flatMap((one) => (one ? [drawn(one)] : []));
}
