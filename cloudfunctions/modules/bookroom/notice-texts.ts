import { calendarTime } from '../../../miniprogram/domain/time/shanghai';

const date = (at: number) => `${calendarTime(at).month}月${calendarTime(at).date}日`;

/** What borrowers are told; `due` and `until` are the instants at which a time is over. */
export const bookRoomNotices = {
  soon: '借的书快到期了',
  soonText: (title: string, due: number) => `《${title}》${date(due - 1)}到期。没读完可以在“我的借阅”里续借一次。`,
  overdue: '借的书过期了',
  overdueText: (title: string, due: number, place: string) => `《${title}》${date(due - 1)}已到期，请还到${place}，还有同事想读。`,
  kept: '您等的书到了',
  keptText: (title: string, until: number, place: string) => `《${title}》给您留到${date(until)} ${calendarTime(until).hour}:${String(calendarTime(until).minute).padStart(2, '0')}，请到${place}来借。`,
};

export const loansPage = 'packages/reading/pages/loans/loans';
