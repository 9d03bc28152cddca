import { Refusal } from '../../../platform/errors';
import type { EntryDocument } from '../../contest/documents';
import { filedPrizes } from '../../contest/result-material';
import { certificateForms, fieldNames } from '../certificate-forms';
import { type CertificateWords, certificatePage, certificatePages } from '../certificate-page';
import { wordFile } from '../document';
import { dayWords } from '../result-words';
import type { Making } from '.';

type Options = Api.Export.Kinds['certificates'];

/** 套打证书: a page a certificate, with nothing but the words at the places of the printed form. */
export async function certificates({ db, subject, options }: Making<'certificates'>): Promise<Buffer> {
  const form = certificateForms[options.form];
  const page = { size: { width: form.width, height: form.height }, margin: { vertical: 1, horizontal: 1 }, numbered: false };
  const { contest, result, prizes, entries } = await filedPrizes(db, subject);
  if (result.published === null && !options.trial) throw new Refusal('NOT_OPEN', '成绩公布以后才能打印证书，可以先打印对位页');
  const from = `${contest.organiser}\n${dayWords(result.published?.at ?? contest.startsAt)}`;
  if (options.trial) return wordFile(certificatePage(form, options, { ...fieldNames, from: `${fieldNames.from}\n${from}` }, true), page);
  const pages = prizes.flatMap((prize) =>
    prize.winners.flatMap((winner) => whomOf(winner, entries.get(winner.entryId ?? ''), options.each).map((whom): CertificateWords => ({ whom, body: bodyOf(contest.title, winner), prize: prize.name, from }))),
  );
  return wordFile(certificatePages(form, options, pages), page);
}

/** Whom a certificate names: a unit, a person, or each performer. */
function whomOf({ performer, unitName, who }: Api.Contest.Winner, entry: EntryDocument | undefined, each: Options['each']): string[] {
  if (!entry) return [`${unitName}：`];
  if (performer === null && each === 'person') return entry.performers.map(({ name }) => `${name} 同志：`);
  return [who === '' ? `${unitName}：` : `${who} 同志：`];
}

function bodyOf(contest: string, { title, performer }: Api.Contest.Winner): string {
  if (title === '') return `　　在“${contest}”中组织有力、成绩突出，荣获`;
  return performer === null ? `　　在“${contest}”中，节目《${title}》荣获` : `　　在“${contest}”节目《${title}》中表现突出，荣获`;
}
