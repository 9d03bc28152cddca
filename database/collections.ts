/** Every collection with its indexes and its permission, applied by scripts/provision.ts to the local cloud and to CloudBase alike. */
export interface CollectionSpec {
  name: string;
  indexes: IndexSpec[];
  /** All collections are closed to clients: functions alone read and write. */
  permission: 'ADMINONLY';
}

export interface IndexSpec {
  name: string;
  /** In order; 1 ascending, -1 descending. */
  keys: Record<string, 1 | -1>;
  /** CloudBase has no sparse indexes: a missing field counts as a value, so every document needs the field. */
  unique?: boolean;
}

const closed = (name: string, indexes: IndexSpec[] = []): CollectionSpec => ({ name, indexes, permission: 'ADMINONLY' });

export const collections: readonly CollectionSpec[] = [
  closed('unions', [
    { name: 'path', keys: { path: 1 }, unique: true },
    { name: 'level', keys: { level: 1, path: 1 } },
    { name: 'terms', keys: { terms: 1 } },
    { name: 'sibling', keys: { siblingKey: 1 }, unique: true },
    { name: 'renamed', keys: { renamed: 1 } },
    { name: 'name', keys: { name: 1 } },
    { name: 'trade', keys: { trade: 1, path: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('imports', [
    { name: 'open', keys: { open: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('moves', [
    { name: 'act', keys: { id: 1 }, unique: true },
    { name: 'open', keys: { open: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('import_chunks', [{ name: 'at', keys: { at: 1 } }]),
  closed('members', [
    { name: 'account', keys: { account: 1 }, unique: true },
    { name: 'unit', keys: { unitPath: 1 } },
    { name: 'unit_cohort', keys: { unitId: 1, cohort: 1 } },
    { name: 'changed', keys: { changedAt: 1, _id: 1 } },
    { name: 'roster_joined', keys: { unitId: 1, joined: -1 } },
    { name: 'unit_name', keys: { unitId: 1, wholeName: 1 } },
    { name: 'whole_name', keys: { wholeName: 1, unitPath: 1 } },
    { name: 'bound', keys: { unitId: 1, boundAt: -1 } },
    { name: 'unit_account', keys: { unitId: 1, account: 1 } },
    { name: 'grants', keys: { grantScopes: 1, _id: 1 } },
    { name: 'left', keys: { 'changes.fromId': 1 } },
    { name: 'staff', keys: { staffKey: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('member_secrets'),
  closed('enrolments', [
    { name: 'open', keys: { open: 1 } },
    { name: 'unit', keys: { unitPath: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('claim_tries'),
  closed('first_steps'),
  closed('join_requests', [
    { name: 'reference', keys: { reference: 1 }, unique: true },
    { name: 'unit', keys: { unitPath: 1 } },
    { name: 'state_unit', keys: { state: 1, unitPath: 1, at: 1 } },
    { name: 'due', keys: { due: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('departures', [
    { name: 'open', keys: { open: 1, at: 1 } },
    { name: 'unit', keys: { unitPath: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('activities', [
    { name: 'audience_end', keys: { audience: 1, endsAt: 1, _id: 1 } },
    { name: 'audience_opening', keys: { audience: 1, signUpOpensAt: 1 } },
    { name: 'scopes_created', keys: { scopes: 1, createdAt: -1, _id: -1 } },
    { name: 'scopes_end', keys: { scopes: 1, endsAt: 1 } },
    { name: 'unspread', keys: { unspread: 1 } },
    { name: 'starts', keys: { startsAt: 1 } },
    { name: 'ends', keys: { endsAt: 1, _id: 1 } },
    { name: 'lotteries', keys: { 'rules.mode': 1, signUpClosesAt: 1 } },
    { name: 'terms', keys: { terms: 1, endsAt: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('series', [
    { name: 'scope_created', keys: { scope: 1, createdAt: -1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('series_claims', [{ name: 'uid', keys: { uid: 1 } }]),
  closed('seats', [
    { name: 'activity_audience', keys: { activityId: 1, audience: 1 } },
    { name: 'due', keys: { due: 1 } },
    { name: 'dirty', keys: { dirty: 1 } },
    { name: 'scope', keys: { scope: 1 } },
    { name: 'audience', keys: { audience: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('registrations', [{ name: 'member_at', keys: { uid: 1, at: -1, activityId: -1 } }]),
  closed('absences', [
    { name: 'member', keys: { uid: 1, at: -1 } },
    { name: 'appeals', keys: { state: 1, scope: 1 } },
    { name: 'open', keys: { open: 1 } },
    { name: 'scope', keys: { scope: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('rollcalls', [
    { name: 'open', keys: { open: 1, at: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('teams', [{ name: 'people', keys: { 'teams.people.u': 1 } }]),
  closed('forms', [{ name: 'member', keys: { uid: 1 } }]),
  closed('media', [
    { name: 'member', keys: { uid: 1, at: -1 } },
    { name: 'trace', keys: { trace: 1 } },
  ]),
  closed('applications', [
    { name: 'desks', keys: { desks: 1, at: 1, uid: 1 } },
    { name: 'activity_desks', keys: { activityId: 1, desks: 1, at: 1, uid: 1 } },
    { name: 'activity_state', keys: { activityId: 1, state: 1, at: 1, uid: 1 } },
    { name: 'act', keys: { 'acts.k': 1 } },
    { name: 'unit', keys: { unitPath: 1 } },
    { name: 'member', keys: { uid: 1 } },
    { name: 'open', keys: { open: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('draws', [
    { name: 'open', keys: { open: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('draw_lists', [{ name: 'member', keys: { activityId: 1, uids: 1 } }]),
  closed('checkins', [
    { name: 'activity', keys: { activityId: 1, listed: 1 } },
    { name: 'inside_uid', keys: { activityId: 1, inside: 1, uid: 1 } },
  ]),
  closed('papers', [
    { name: 'open', keys: { open: 1, at: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('votes', [
    { name: 'activity', keys: { activityId: 1, createdAt: -1 } },
    { name: 'state', keys: { state: 1, opensAt: 1 } },
    { name: 'scope', keys: { scope: 1 } },
    { name: 'audience', keys: { audience: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('ballots', [
    { name: 'who', keys: { who: 1 } },
    { name: 'batch', keys: { vote: 1, seq: 1 } },
  ]),
  closed('ballot_batches'),
  closed('tallies', [{ name: 'audit', keys: { 'audit.id': 1 } }]),
  closed('ballot_lists'),
  closed('contests', [
    { name: 'scope', keys: { scope: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('contest_entries', [
    { name: 'contest_state', keys: { contestId: 1, state: 1, at: 1, _id: 1 } },
    { name: 'contest_unit', keys: { contestId: 1, unitPath: 1 } },
    { name: 'performer', keys: { contestId: 1, 'performers.uid': 1 } },
    { name: 'unit', keys: { unitPath: 1 } },
    { name: 'unreleased', keys: { unreleased: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('contest_rounds', [
    { name: 'contest', keys: { contestId: 1, openedAt: 1 } },
    { name: 'units', keys: { 'performances.unitPath': 1 } },
    { name: 'judges_units', keys: { 'panel.unit': 1 } },
    { name: 'judge', keys: { 'panel.uid': 1, openedAt: -1 } },
    { name: 'state', keys: { state: 1, openedAt: -1 } },
    { name: 'scope', keys: { scope: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('score_sheets', [
    { name: 'round_entry', keys: { roundKey: 1, entryId: 1 } },
    { name: 'round_judge', keys: { roundKey: 1, judge: 1 } },
    { name: 'round_waits', keys: { roundKey: 1, waits: 1 } },
    { name: 'untold', keys: { 'untold.t': 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('contest_results', [
    { name: 'contest', keys: { contestId: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('meet_events', [
    { name: 'meet', keys: { meetId: 1, eventId: 1 } },
    { name: 'athlete', keys: { meetId: 1, 'starters.people.uid': 1 } },
    { name: 'member', keys: { 'starters.people.uid': 1 } },
    { name: 'unfolded', keys: { unfolded: 1 } },
    { name: 'scope', keys: { scope: 1 } },
    { name: 'units', keys: { 'starters.unitPath': 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('meet_boards', [
    { name: 'due', keys: { due: 1 } },
    { name: 'scope', keys: { scope: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('contest_songs', [{ name: 'unsure', keys: { unsure: 1, touched: 1 } }]),
  closed('contest_units', [{ name: 'unsure', keys: { unsure: 1, touched: 1 } }]),
  closed('meets', [
    { name: 'scope', keys: { scope: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('delegations', [
    { name: 'meet', keys: { meetId: 1 } },
    { name: 'unit', keys: { unitPath: 1 } },
    { name: 'unreleased', keys: { unreleased: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('meet_people', [{ name: 'unsure', keys: { unsure: 1, touched: 1 } }]),
  closed('vote_watch', [{ name: 'vote', keys: { vote: 1 } }]),
  closed('vote_voids', [
    { name: 'vote', keys: { vote: 1, number: 1 } },
    { name: 'open', keys: { open: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('vote_void_ballots', [{ name: 'case', keys: { case: 1, batch: 1 } }]),
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
    { name: 'member', keys: { uid: 1 } },
  ]),
  closed('reading_standings'),
  closed('reading_batches'),
  closed('reading_units', [
    { name: 'edition', keys: { edition: 1, _id: 1 } },
    { name: 'path', keys: { edition: 1, path: 1 } },
  ]),
  closed('reading_boards'),
  closed('reading_scores', [
    { name: 'points', keys: { edition: 1, period: 1, points: -1, lastAt: 1, uid: 1 } },
    { name: 'member', keys: { uid: 1 } },
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
  closed('participants', [
    { name: 'dirty', keys: { year: 1, dirty: 1 } },
    { name: 'member', keys: { uid: 1 } },
  ]),
  closed('participation_marks'),
  closed('balance_cursors'),
  closed('balance_heads'),
  closed('balance_batches', [{ name: 'at', keys: { year: 1, at: 1 } }]),
  closed('balance_cells'),
  closed('balance_boards'),
  closed('desks'),
  closed('consents'),
  closed('guards'),
  closed('audit', [
    { name: 'record', keys: { id: 1 }, unique: true },
    { name: 'scope', keys: { scopes: 1, _id: -1 } },
  ]),
  closed('inbox', [
    { name: 'member', keys: { uid: 1, at: -1, _id: -1 } },
    { name: 'unread', keys: { uid: 1, readAt: 1, at: 1 } },
  ]),
  closed('sends', [
    { name: 'due', keys: { result: 1, template: 1, due: 1 } },
    { name: 'subject', keys: { subject: 1, result: 1 } },
  ]),
  closed('send_stops'),
  closed('exports', [
    { name: 'by_at', keys: { by: 1, at: -1 } },
    { name: 'open_due', keys: { open: 1, due: 1 } },
    { name: 'scope', keys: { scope: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
];
