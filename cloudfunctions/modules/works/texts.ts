import { calendarTime } from '../../../miniprogram/domain/time/shanghai';

/** Words of 征文 in the inbox. */
export const worksTexts = {
  struck: '您的作品不参评',
  struckText: (title: string, call: string, reason: string) => `「${call}」：《${title}》不参评。原因：${reason}。`,
  given: '有作品请您评审',
  givenText: (call: string, count: number, until: number) => {
    const { month, date } = calendarTime(until);
    return `「${call}」有 ${count} 件作品请您评，${month}月${date}日前评完。作品只有编号，看不到作者。`;
  },
  prize: (title: string, prize: string) => `《${title}》获${prize}，祝贺！`,
  noPrize: '您的作品也评完了，点开看看。',
};

export const pageOfCall = (callId: string) => `packages/works/pages/call/call?id=${callId}`;
export const pageOfSheets = (callId: string) => `packages/works/pages/sheets/sheets?id=${callId}`;
