import type { Database } from '../../../platform/database';
import { assessment } from './assessment';
import { balance } from './balance';
import { brief } from './brief';
import { ceremony } from './ceremony';
import { certificates } from './certificates';
import { delegationForm } from './delegation-form';
import { entrySheet } from './entry-sheet';
import { expenses } from './expenses';
import { groups } from './groups';
import { guide } from './guide';
import { honourCertificates, honourNotice, honourReceipts } from './honours';
import { meetEntries } from './meet-entries';
import { meetCertificates, meetReceipts } from './meet-prizes';
import { notice } from './notice';
import { noticeList } from './notice-list';
import { orderBook } from './order-book';
import { passes } from './passes';
import { prizeReceipts } from './prize-receipts';
import { readingLedger, readingUnits } from './reading';
import { resultBook } from './result-book';
import { resultForm } from './result-form';
import { resultSheet } from './result-sheet';
import { runSheet } from './run-sheet';
import { sealedForms } from './sealed-forms';
import { signIn } from './sign-in';
import { summary } from './summary';
import { waitlist } from './waitlist';
import { yearReport } from './year-report';

/** What a maker is given. */
export interface Making<K extends Api.Export.Kind> {
  db: Database;
  subject: string;
  options: Api.Export.Kinds[K];
  now: number;
  /** Says how far it is, 0 to 1. */
  progress(share: number): Promise<void>;
}

/** Makes a file's bytes. A Refusal becomes the job's fault with its sentence; anything else is tried again. */
export type Make<K extends Api.Export.Kind> = (making: Making<K>) => Promise<Buffer>;

/** Every kind's maker: one that is missing does not compile. */
export const makers: { readonly [K in Api.Export.Kind]: Make<K> } = {
  summary,
  signIn,
  groups,
  waitlist,
  guide,
  brief,
  sealedForms,
  passes,
  resultSheet,
  resultForm,
  runSheet,
  prizeReceipts,
  ceremony,
  certificates,
  expenses,
  assessment,
  balance,
  yearReport,
  delegationForm,
  entrySheet,
  meetEntries,
  meetReceipts,
  meetCertificates,
  orderBook,
  resultBook,
  honourNotice,
  honourCertificates,
  honourReceipts,
  readingUnits,
  readingLedger,
  notice,
  noticeList,
};
