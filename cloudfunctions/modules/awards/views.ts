import { currentNotices, type KeptNotice, listed, standingOfKept } from '../../../miniprogram/domain/awards/selection';
import { lastDayOf } from '../../../miniprogram/domain/awards/notice';
import { honourWords, listWords } from '../../../miniprogram/domain/awards/wording';
import { dayOf } from '../../../miniprogram/domain/time/shanghai';
import type { SelectionDocument } from './documents';

export const cardOf = (selection: SelectionDocument): Api.Awards.Card => ({
  ...{ selectionId: selection._id, kind: selection.kind, title: selection.title, state: selection.state },
  listed: listed(selection).length,
});

const decisionOf = ({ decision, ...honour }: SelectionDocument) => decision && { ...decision, words: honourWords(honour) };
const quotaLines = ({ quotas }: SelectionDocument): Api.Awards.QuotaLine[] => quotas.map(({ name, weight, places }) => ({ name, weight, places }));

function timesOf(notice: KeptNotice, now: number) {
  const { day, sure } = lastDayOf(notice);
  return { published: notice.published, until: day, sure, standing: standingOfKept(notice, dayOf(now)) };
}

export function deskOf(selection: SelectionDocument, now: number): Api.Awards.Desk {
  const names = new Map(selection.quotas.map(({ id, name }) => [id, name]));
  return {
    ...cardOf(selection),
    ...{ editionId: selection.edition, editionTitle: selection.editionTitle, basis: selection.basis, without: selection.without },
    ...{ places: selection.places, quotas: quotaLines(selection), short: selection.short, twice: selection.twice, v: selection.v, now },
    candidates: selection.candidates.map(({ id, name, unitName, post, group, state, reason, evidence }) => ({ id, name, unitName, post, groupName: names.get(group) ?? '', state, reason, evidence })),
    notices: currentNotices(selection).map((notice) => ({
      ...{ noticeId: notice.id, level: notice.level, unitName: notice.unitName, ...timesOf(notice, now), people: notice.list.length },
      ...{ objections: notice.objections.length, open: notice.objections.filter(({ finding }) => finding === null).length },
    })),
    decision: decisionOf(selection),
  };
}

export const lineOfNotice = (selection: SelectionDocument, notice: KeptNotice, now: number): Api.Output<'awards.notices'>['items'][number] => {
  const { until, standing } = timesOf(notice, now);
  return { selectionId: selection._id, noticeId: notice.id, heading: listWords(selection), level: notice.level, unitName: notice.unitName, until, standing, decided: selection.decision !== null };
};

/** @param objectionId what an objection of this very reader would be called */
export function noticeOf(selection: SelectionDocument, notice: KeptNotice, objectionId: string, now: number): Api.Awards.Notice {
  const own = notice.objections.find(({ id }) => id === objectionId);
  return {
    ...{ noticeId: notice.id, selectionId: selection._id, heading: listWords(selection), organiser: selection.organiser },
    ...{ level: notice.level, unitName: notice.unitName, list: notice.list.map(({ name, unit, post }) => ({ name, unit, post })), digest: notice.digest },
    ...{ ...timesOf(notice, now), workingDays: notice.workingDays, desk: { name: notice.desk.name, telephone: notice.desk.telephone }, quotas: quotaLines(selection) },
    findings: notice.objections.flatMap(({ finding }) => (finding ? [finding] : [])),
    mine: own ? (own.finding ? 'answered' : 'open') : 'none',
    decision: decisionOf(selection),
    now,
  };
}
