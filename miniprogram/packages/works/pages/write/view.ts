import { faultOfWork, lengthOf } from '../../../../domain/works/call';
import { tellingWords } from '../../../../domain/works/identity';
import { untilWords } from '../../../../format/when';
import { asksOf } from '../../../../format/works';
import { worksTexts } from '../../../../texts/works';
import type { WorkDraft } from '../../draft';
import { writeTexts as t } from '../../texts';

export interface WriteView {
  asks: string;
  /** Characters so far; empty: this kind has no text. */
  counted: string;
  enough: boolean;
  photosNote: string;
  /** Words in it that tell who wrote it; empty: none. */
  telling: string;
  /** Why it cannot be handed in yet; empty: it can. */
  fault: string;
  note: string;
}

/** @param author of whom words in the text would tell; null: not known */
export function writeView(kind: Api.Works.Kind, draft: WorkDraft, author: { name: string; unitName: string } | null, closesAt: Api.Millis, now: Api.Millis): WriteView {
  const length = lengthOf(draft.text);
  const telling = author ? tellingWords(`${draft.title}\n${draft.text}`, { name: author.name, units: [author.unitName] }) : [];
  return {
    asks: asksOf(kind),
    counted: kind.text ? t.counted(length, kind.text.least, kind.text.most) : '',
    enough: kind.text !== null && length >= kind.text.least && length <= kind.text.most,
    photosNote: kind.photos.most > 0 ? t.photosNote(worksTexts.asks.photos(kind.photos.least, kind.photos.most)) : '',
    telling: telling.length > 0 ? t.telling(telling.join('、')) : '',
    fault: faultOfWork(kind, draft) ?? '',
    note: t.note(untilWords(closesAt, now)),
  };
}
