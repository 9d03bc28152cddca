import type { CertificateForm, Field } from './certificate-forms';
import { type Block, pageBreak, placed } from './document';

/** What is printed on one certificate. */
export type CertificateWords = Readonly<Record<Field, string>>;
/** By how much the printer is off, mm. */
type Shift = Pick<Api.Export.Kinds['certificates'], 'right' | 'down'>;

/** The words of a certificate at the places of its printed form. @param framed with a frame round each, to hold against the form */
export function certificatePage({ places }: CertificateForm, { right, down }: Shift, words: CertificateWords, framed: boolean): Block[] {
  return (['whom', 'body', 'prize', 'from'] as const).flatMap((field) => {
    const place = places[field];
    return placed(words[field], { ...place, x: place.x + right / 10, y: place.y + down / 10 }, { size: place.size, align: place.align, heading: field === 'prize', framed });
  });
}

/** A page a certificate. */
export const certificatePages = (form: CertificateForm, shift: Shift, all: readonly CertificateWords[]): Block[] =>
  all.flatMap((words, index) => [...(index === 0 ? [] : [pageBreak()]), ...certificatePage(form, shift, words, false)]);
