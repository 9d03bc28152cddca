import { worksTexts } from '../../../../texts/works';
import { deskTexts as t } from '../../texts-desk';

/** A work at the desk, without a name. */
export interface Card {
  id: string;
  v: number;
  title: string;
  note: string;
  text: string;
  photos: Api.Works.Photo[];
  findings: string[];
  tag: string;
  tone: 'neutral' | 'amber' | 'green' | 'red';
  why: string;
  /** What may be done with it now. */
  pass: boolean;
  mask: boolean;
  strike: boolean;
}

/** @param phase of the call @param kinds names by id */
export function cardOf(work: Api.Works.DeskWork, kinds: Readonly<Record<string, string>>, phase: Api.Works.Phase): Card {
  const { words, text, photos } = work.findings;
  const open = work.vet === 'look';
  const vetting = phase === 'vetting' && work.state === 'in';
  return {
    ...{ id: work.workId, v: work.v, title: work.title, text: work.text, photos: work.photos, why: work.why },
    note: [kinds[work.kind] ?? '', ...(work.length > 0 ? [t.length(work.length)] : []), ...(work.photos.length > 0 ? [worksTexts.asks.photos(work.photos.length, work.photos.length)] : [])].join(' · '),
    findings: [...(words.length > 0 ? [t.words(words.join('、'))] : []), ...(text === null ? [] : [text === 'held' ? t.held : t.review]), ...(photos ? [t.photosOpen] : [])],
    tag: work.state === 'in' ? t.vets[work.vet] : t.states[work.state],
    tone: work.state === 'struck' ? 'red' : open ? 'amber' : work.vet === 'clear' ? 'neutral' : 'green',
    ...{ pass: vetting && open, mask: vetting && open && words.length > 0, strike: work.state === 'in' && (phase === 'vetting' || phase === 'judging') },
  };
}
