import { currentNotices, listed } from '../../../../miniprogram/domain/awards/selection';
import { lastDayOf } from '../../../../miniprogram/domain/awards/notice';
import { honourWords, listWords } from '../../../../miniprogram/domain/awards/wording';
import { Refusal } from '../../../platform/errors';
import type { KeptCandidate, SelectionDocument } from '../../awards/documents';
import { selectionById } from '../../awards/store';
import { certificateForms, fieldNames } from '../certificate-forms';
import { type CertificateWords, certificatePage, certificatePages } from '../certificate-page';
import { pageBreak, sealPlace, table, text, title, wordFile } from '../document';
import { dayWords, receiptFoot } from '../result-words';
import { type Column, sheetOf, workbook } from '../sheet';
import type { Database } from '../../../platform/database';
import type { Making } from '.';

/** Files of a selection: the notice to put up, certificates of those decided on, and what they sign for. */

async function selectionOf(db: Database, id: string): Promise<SelectionDocument> {
  const found = await selectionById(db, id);
  if (!found) throw new Refusal('NOT_FOUND', '没有找到这次评选');
  return found;
}

const dayText = (day: string) => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
const noticeColumns = [{ title: '序号', width: 1.6 }, { title: '姓名', width: 3.4 }, { title: '单位', width: 7, align: 'left', long: true }, { title: '岗位', width: 4 }] as const;
const unitColumns = [{ title: '序号', width: 2 }, { title: '单位', width: 14, align: 'left', long: true }] as const;

/** 公示稿: a page a notice, as it was frozen, with its digest and who takes objections. */
export async function honourNotice({ db, options }: Making<'honourNotice'>): Promise<Buffer> {
  const selection = await selectionOf(db, options.selectionId);
  const notices = currentNotices(selection).filter(({ list }) => list.length > 0);
  if (notices.length === 0) throw new Refusal('NOT_OPEN', '公示以后才能打印公示稿');
  const star = selection.kind === 'star';
  const pages = notices.map(({ list, digest, desk, published, workingDays, ...rest }) => [
    title('公　　示'),
    text(`根据“${selection.editionTitle}”评选安排，现将${listWords(selection)}予以公示。公示期 ${workingDays} 个工作日，自 ${dayText(published)}的次日起，至 ${dayText(lastDayOf({ published, workingDays }).day)}止。`, { after: 6 }),
    text(`公示期间，如有异议，请向${desk.name}反映，电话 ${desk.telephone}，也可在“工韵”的公示页面提出。反映人的身份不公开。`, { after: 8 }),
    table(star ? noticeColumns : unitColumns, list.map(({ name, unit, post }, index) => (star ? [String(index + 1), name, unit, post] : [String(index + 1), name]))),
    text(`名单校验码 ${digest.slice(0, 16)}`, { size: 9, before: 6, after: 10 }),
    text(`${rest.unitName}\n${dayText(published)}`, { align: 'right', after: 4 }),
    sealPlace('盖章处'),
  ]);
  return wordFile(pages.flatMap((page, index) => [...(index === 0 ? [] : [pageBreak()]), ...page]));
}

/** Those decided on, or the refusal. */
function chosenOf(selection: SelectionDocument): KeptCandidate[] {
  if (!selection.decision) throw new Refusal('NOT_OPEN', '登记评选决定以后才能打印');
  return listed(selection);
}

/** 证书套打, with the words that its basis allows: without 文号 no 称号. */
export async function honourCertificates({ db, options }: Making<'honourCertificates'>): Promise<Buffer> {
  const selection = await selectionOf(db, options.selectionId);
  const form = certificateForms[options.form];
  const page = { size: { width: form.width, height: form.height }, margin: { vertical: 1, horizontal: 1 }, numbered: false };
  const from = `${selection.organiser}\n${selection.decision ? dayWords(selection.decision.at) : ''}`;
  if (options.trial) return wordFile(certificatePage(form, options, { ...fieldNames, from: `${fieldNames.from}\n${from}` }, true), page);
  const commended = selection.basis === '' && selection.without === 'commend';
  const pages = chosenOf(selection).map(({ name, uid }): CertificateWords => ({
    whom: uid === '' ? `${name}：` : `${name} 同志：`,
    body: `　　在“${selection.editionTitle}”活动中表现突出，${commended ? '予以通报表扬' : honourWords(selection)}${selection.basis === '' ? '' : `（${selection.basis}）`}。`,
    prize: selection.title,
    from,
  }));
  return wordFile(certificatePages(form, options, pages), page);
}

/** 荣誉签收表: a row each, signed by themselves or by 代领人. */
export async function honourReceipts({ db, options }: Making<'honourReceipts'>): Promise<Buffer> {
  const selection = await selectionOf(db, options.selectionId);
  const rows = chosenOf(selection);
  const note = `${selection.organiser}　共 ${rows.length} 份　决定 ${selection.decision?.paper ?? ''}`;
  const heading = `${selection.editionTitle} ${selection.title} 签收表`;
  return workbook([sheetOf({ name: '荣誉签收表', title: heading, note, columns, rows, rowHeight: 32, landscape: true, foot: [receiptFoot] })]);
}

const columns: readonly Column<KeptCandidate>[] = [
  { title: '序号', width: 6, value: (_, index) => index + 1 },
  { title: '姓名或单位', width: 24, value: ({ name }) => name },
  { title: '单位', width: 32, align: 'left', value: ({ unitName }) => unitName },
  { title: '岗位', width: 16, value: ({ post }) => post },
  { title: '领取人签字', width: 16, value: () => null },
  { title: '代领人签字', width: 16, value: () => null },
  { title: '领取日期', width: 12, value: () => null },
];
