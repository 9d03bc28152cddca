import { closed, type CollectionSpec } from './collection';

/** Collections of calls for works 征文. */
export const worksCollections: readonly CollectionSpec[] = [
  closed('work_calls', [
    { name: 'activity', keys: { activityId: 1, createdAt: -1 } },
    { name: 'busy', keys: { busy: 1 } },
    { name: 'scope', keys: { scope: 1 } },
    { name: 'audience', keys: { audience: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('works', [
    { name: 'call', keys: { callId: 1, _id: 1 } },
    { name: 'call_state', keys: { callId: 1, state: 1, kind: 1 } },
    { name: 'desk', keys: { callId: 1, state: 1, vet: 1, _id: 1 } },
    { name: 'open', keys: { callId: 1, state: 1, open: 1 } },
    { name: 'number', keys: { callId: 1, number: 1 } },
    { name: 'judge', keys: { callId: 1, judges: 1 } },
    { name: 'marked', keys: { callId: 1, 'sheets.judge': 1 } },
    { name: 'place', keys: { callId: 1, 'result.place': 1 } },
    { name: 'writer', keys: { uid: 1, callId: 1 } },
    { name: 'photos', keys: { photosAt: 1 } },
    { name: 'unit', keys: { unitPath: 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('work_handings', [
    { name: 'spread', keys: { spread: 1 } },
    { name: 'judge', keys: { 'panel.uid': 1 } },
    { name: 'audit', keys: { 'audit.id': 1 } },
  ]),
  closed('work_results'),
];
