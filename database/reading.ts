import { closed, type CollectionSpec } from './collection';

/** Collections of the reading month. */
export const readingCollections: readonly CollectionSpec[] = [
  closed('reading_editions', [
    { name: 'state', keys: { state: 1, opensAt: 1 } },
    { name: 'scope', keys: { scope: 1 } },
    { name: 'before', keys: { scope: 1, state: 1, closesAt: -1 } },
    { name: 'audience', keys: { audience: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('reading_books', [
    { name: 'list', keys: { edition: 1, removedAt: 1, _id: 1 } },
    { name: 'theme', keys: { edition: 1, removedAt: 1, theme: 1, _id: 1 } },
    { name: 'terms', keys: { terms: 1, edition: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('readers', [
    { name: 'dirty', keys: { edition: 1, dirty: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
    { name: 'points', keys: { edition: 1, balance: -1, lastAt: 1, uid: 1 } },
    { name: 'group', keys: { edition: 1, unitIds: 1, balance: -1, lastAt: 1, uid: 1 } },
    { name: 'member', keys: { uid: 1 } },
  ]),
  closed('reading_standings'),
  closed('reading_batches'),
  closed('reading_units', [
    { name: 'edition', keys: { edition: 1, _id: 1 } },
    { name: 'path', keys: { edition: 1, path: 1 } },
    { name: 'moved', keys: { path: 1 } },
  ]),
  closed('reading_boards'),
  closed('reading_scores', [
    { name: 'points', keys: { edition: 1, period: 1, points: -1, lastAt: 1, uid: 1 } },
    { name: 'member', keys: { uid: 1 } },
  ]),
  closed('reading_shelves', [
    { name: 'member', keys: { uid: 1 } },
    { name: 'readers', keys: { edition: 1, reading: 1 } },
    { name: 'done', keys: { edition: 1, done: 1 } },
  ]),
  closed('reading_challenges', [
    { name: 'unit', keys: { edition: 1, unit: 1, addedAt: 1 } },
    { name: 'path', keys: { path: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('reading_joins', [
    { name: 'joined', keys: { edition: 1, joined: 1 } },
    { name: 'member', keys: { uid: 1 } },
  ]),
  closed('book_rooms', [
    { name: 'path', keys: { path: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('room_titles', [
    { name: 'shelf', keys: { room: 1, shown: 1, _id: 1 } },
    { name: 'terms', keys: { terms: 1, room: 1 } },
    { name: 'people', keys: { people: 1 } },
    { name: 'slots', keys: { slots: 1 }, unique: true },
    { name: 'lent', keys: { room: 1, dueAt: 1, _id: 1 } },
    { name: 'wake', keys: { wakeAt: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('reading_notes', [
    { name: 'member', keys: { uid: 1, edition: 1, at: -1 } },
    { name: 'watched', keys: { watched: 1, at: 1 } },
    { name: 'bands', keys: { edition: 1, bands: 1 } },
    { name: 'feed', keys: { edition: 1, state: 1, same: 1, at: -1, _id: -1 } },
    { name: 'unit_feed', keys: { edition: 1, unitIds: 1, state: 1, same: 1, at: -1, _id: -1 } },
    { name: 'book_feed', keys: { edition: 1, book: 1, state: 1, same: 1, at: -1, _id: -1 } },
    { name: 'desk', keys: { edition: 1, desk: 1, _id: 1 } },
    { name: 'unit_desk', keys: { edition: 1, unitIds: 1, desk: 1, _id: 1 } },
    { name: 'photos', keys: { photosAt: 1 } },
    { name: 'held', keys: { edition: 1, helds: 1 } },
    { name: 'repliers', keys: { 'replies.uid': 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
];
