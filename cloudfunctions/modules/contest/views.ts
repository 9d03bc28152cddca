import { secondsOf } from '../../../miniprogram/domain/contest/entry';
import type { EntryDocument } from './documents';

export function cardOf({ _id, title, form, unitName, state, reason, performers, songs, at, text }: EntryDocument): Api.Contest.EntryCard {
  return { entryId: _id, title, form, unitName, state, reason, people: performers.length, seconds: secondsOf(songs), at, text: text ?? null };
}
