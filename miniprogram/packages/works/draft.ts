/** A work that is being written: on this phone only, until it is handed in. `v`: of the work that it was written upon. */
export interface WorkDraft {
  title: string;
  text: string;
  /** Ids of kept photos. */
  photos: string[];
  v: number;
}

export interface Opening {
  draft: WorkDraft;
  /** Where the words come from: nothing yet · what was handed in · what was not handed in yet, here · the same, while another was handed in elsewhere. */
  from: 'empty' | 'handed' | 'kept' | 'elsewhere';
}

const same = (a: WorkDraft, b: WorkDraft) => a.title === b.title && a.text === b.text && a.photos.join() === b.photos.join();

/** What the page opens with: what lies on the phone goes before what was handed in. */
export function openingOf(kept: WorkDraft | null, work: Api.Works.Manuscript | null): Opening {
  const base: WorkDraft = work ? { title: work.title, text: work.text, photos: work.photos, v: work.v } : { title: '', text: '', photos: [], v: 0 };
  const handed = work?.state === 'in' || work?.state === 'struck';
  if (kept === null || same(kept, base)) return { draft: base, from: handed ? 'handed' : 'empty' };
  return { draft: { ...kept, v: base.v }, from: handed && kept.v !== base.v ? 'elsewhere' : 'kept' };
}

export const draftName = (callId: string, kind: string) => `v1:work-draft:${callId}:${kind}`;
