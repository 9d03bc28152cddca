import { list } from './activity';
import { lastAnswer } from './answers';
import { call } from './client';
import { serverNow } from './clock';
import { failureOf } from './errors';
import { dayOf } from '../domain/time/shanghai';

export const edition = (editionId: string) => call('reading.edition', { editionId }, { keep: true });

export const lastEdition = (editionId: string) => lastAnswer('reading.edition', { editionId });

/** The first page of a theme is kept on the phone, what was sought is not. */
export const books = (input: Api.Input<'reading.books'>) => call('reading.books', input, { keep: input.cursor === undefined && input.search === undefined });

export const lastBooks = (input: Api.Input<'reading.books'>) => lastAnswer('reading.books', input);

export const ledger = (editionId: string) => call('reading.ledger', { editionId }, { keep: true });

export const lastLedger = (editionId: string) => lastAnswer('reading.ledger', { editionId });

export const notes = (editionId: string, before?: Api.Millis) => call('reading.notes', before === undefined ? { editionId } : { editionId, before });

type Period = Api.Input<'reading.ranking'>['period'];

export const ranking = (editionId: string, period: Period) => call('reading.ranking', { editionId, period }, { keep: true });

export const lastRanking = (editionId: string, period: Period) => lastAnswer('reading.ranking', { editionId, period });

/** @param sizeClass 0–3; null: districts */
export const units = (editionId: string, sizeClass: number | null) => call('reading.units', { editionId, sizeClass }, { keep: true });

export const lastUnits = (editionId: string, sizeClass: number | null) => lastAnswer('reading.units', { editionId, sizeClass });

export const salons = (editionId: string) => call('reading.salons', { editionId }, { keep: true });

export const lastSalons = (editionId: string) => lastAnswer('reading.salons', { editionId });

export const salonDesk = (editionId: string, unionId: string) => call('reading.salonDesk', { editionId, unionId });

const currentName = 'v1:reading-now';

interface Current {
  /** Empty: there was none on that day. */
  editionId: string;
  day: Api.Day;
}

/** The edition that the home page speaks of, as far as the phone knows; empty: none. */
export function lastCurrent(): string {
  const kept: Current | '' = wx.getStorageSync(currentName);
  return kept === '' ? '' : kept.editionId;
}

/** Somebody who opens an edition in which they read wants it on the home page. */
export function remember({ editionId, mine, phase }: Api.Reading.Edition): void {
  if (mine !== null && phase === 'open') wx.setStorageSync(currentName, { editionId, day: dayOf(serverNow()) } satisfies Current);
}

/** So many activities are asked whether they are an edition. */
const looked = 3;

/** The edition that is on for me now, looked for once a day; null: none. */
export async function current(): Promise<Api.Reading.Edition | null> {
  const today = dayOf(serverNow());
  const kept: Current | '' = wx.getStorageSync(currentName);
  if (kept !== '' && kept.editionId !== '') {
    const known = await editionOrNone(kept.editionId);
    if (known?.mine && known.phase === 'open') return known;
  }
  if (kept !== '' && kept.day === today && kept.editionId === '') return null;
  const { items } = await list({ programme: 'reading' });
  const begun = items.filter(({ phase, startsAt }) => phase !== 'cancelled' && phase !== 'ended' && startsAt <= serverNow()).slice(0, looked);
  const found = (await Promise.all(begun.map(({ activityId }) => editionOrNone(activityId)))).find((one) => one?.mine && one.phase === 'open') ?? null;
  wx.setStorageSync(currentName, { editionId: found?.editionId ?? '', day: today } satisfies Current);
  return found;
}

/** null: the activity has no edition, or it is not for me. @throws ServiceError where no answer came */
async function editionOrNone(editionId: string): Promise<Api.Reading.Edition | null> {
  try {
    return await edition(editionId);
  } catch (cause) {
    const failure = failureOf(cause);
    if (failure.offline) throw failure;
    return null;
  }
}
