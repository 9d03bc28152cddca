import { roomTexts as t } from '../../room-texts';

export interface LoanRow {
  key: string;
  titleId: string;
  title: string;
  theme: string;
  at: string;
  due: string;
  left: string;
  over: boolean;
  renewable: boolean;
  backText: string;
}

export interface WantRow {
  key: string;
  title: string;
  theme: string;
  at: string;
  words: string;
  kept: boolean;
  roomId: string;
}

export function loansView({ loans, wants }: Api.Output<'bookroom.mine'>, now: Api.Millis): { loans: LoanRow[]; wants: WantRow[] } {
  return {
    loans: loans.map(({ loanId: key, titleId, title, theme, roomName, place, due, renewable }) => ({
      ...{ key, titleId, title, theme, at: t.at(roomName, place), due: t.due(due, now), renewable, backText: t.backText(roomName, place) },
      ...{ over: now >= due, left: now >= due ? t.over(due, now) : t.left(due, now) },
    })),
    wants: wants.map(({ titleId: key, title, theme, roomId, roomName, place, ahead, until }) => ({
      ...{ key, title, theme, roomId, at: t.at(roomName, place), kept: until !== null },
      words: until === null ? t.ahead(ahead) : t.keptUntil(until, now),
    })),
  };
}
