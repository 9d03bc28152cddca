import * as v from 'valibot';
import { endLoan, endOfLoan, freeSlot, getInLine, getOutOfLine, lend, renew, type RoomFault, type Settled, type Stock } from '../../../miniprogram/domain/reading/book-room';
import { readIsbn } from '../../../miniprogram/domain/reading/isbn';
import { decideUpon } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { openTo } from './browse';
import { keepTitle, slotsOf, titleById, type TitleAct, type TitleDocument, titleForReader, type TitleForReader, titleKey } from './store';
import { mineOf } from './views';

/** 借阅: each act is one write upon the title, which has every copy in it. */

const noTitle = () => new Refusal('NOT_FOUND', '书屋里没有这本书');
export const noLoan = () => new Refusal('CLOSED', '这次借阅已经结束');

const refusals = {
  have: () => new Refusal('USED', '这本书您已经借着了'),
  limit: () => new Refusal('FULL', '您借的书已到上限，先还一本再借'),
  out: () => new Refusal('FULL', '这本书都借出去了，可以排队'),
  line: () => new Refusal('FULL', '排队的人已经很多，过些天再来看看'),
  free: () => new Refusal('USED', '这本书在架上，现在就能借'),
  waited: () => new Refusal('USED', '有人在等这本书，请按时归还'),
  renewed: () => new Refusal('USED', '每次借阅只能续借一次'),
  overdue: () => new Refusal('CLOSED', '已过期，请先归还'),
} satisfies Record<RoomFault, () => Refusal>;

/** @throws the refusal that goes with a fault */
export function stockIn<S extends Stock>(settled: Settled<S>): S {
  if ('fault' in settled) throw refusals[settled.fault]();
  return settled.stock;
}

export async function titleThere(db: Database, titleId: string): Promise<TitleDocument> {
  const found = await titleById(db, titleId);
  if (!found) throw noTitle();
  return found;
}

/** A title of a room that is for this member. */
async function titleFor(db: Database, titleId: string, member: Member): Promise<TitleForReader> {
  const found = await titleForReader(db, titleId, member.uid);
  if (!found) throw noTitle();
  openTo(found.roomOf, member);
  return found;
}

/** An act upon a title by its key. */
export const actBy = (member: Member, key: string, input: object, now: number): TitleAct => ({ k: key, h: inputHash(input), t: now, by: member.uid, n: 0 });

/** What the answer of an act that was done said. */
export const saidBy = ({ acts }: TitleDocument, key: string): number => acts.find(({ k }) => k === key)?.n ?? 0;

const borrow = defineAction('bookroom.borrow', 'act', v.strictObject({ roomId: id, isbn: v.pipe(v.string(), v.maxLength(40)) }), async ({ db, input, key, member, now }) => {
  const read = readIsbn(input.isbn);
  if ('fault' in read) throw new Refusal('BAD_INPUT', '这个条码不是图书的，请扫封底的条码');
  const titleId = titleKey(input.roomId, read.isbn);
  const act = actBy(member, key, input, now);
  const loanId = idOf('loan', member.uid, key);
  return decideUpon(
    () => titleFor(db, titleId, member),
    act,
    (title, done) => {
      const { roomOf: room, own } = title;
      const answer = (due: number) => ({ titleId, loanId, title: title.title, due });
      if (done) return { answer: answer(saidBy(title, key)) };
      const due = endOfLoan(now, room.days);
      const slot = freeSlot(slotsOf(own, room._id, member.uid), room.most);
      const loan = { id: loanId, uid: member.uid, slot: slot ?? 0, at: now, due, renewed: false, reminded: 0 };
      // Whoever holds this very book is told so, not that they hold too many.
      const stock = stockIn(lend(title, loan, now));
      if (slot === null) throw refusals.limit();
      return { answer: answer(due), write: { ...stock, lent: title.lent + 1 } };
    },
    (title, next) => keepTitle(db, title, next, { ...act, n: next.loans.find((loan) => loan.id === loanId)?.due ?? 0 }),
  );
});

const loanSchema = v.strictObject({ titleId: id, loanId: id });

/** One's own loan; to all others it does not exist. */
const ownLoan = ({ loans }: TitleDocument, loanId: string, member: Member) => {
  const loan = loans.find((one) => one.id === loanId && one.uid === member.uid);
  if (!loan) throw noLoan();
  return loan;
};

const giveBack = defineAction('bookroom.giveBack', 'act', loanSchema, async ({ db, input, key, member, now }) => {
  const act = actBy(member, key, input, now);
  return decideUpon(
    () => titleThere(db, input.titleId),
    act,
    (title, done) => {
      const answer = { back: true as const };
      if (done) return { answer };
      return { answer, write: endLoan(title, ownLoan(title, input.loanId, member).id, false, now) };
    },
    (title, next) => keepTitle(db, title, next, act),
  );
});

const lendOn = defineAction('bookroom.renew', 'act', loanSchema, async ({ db, input, key, member, now }) => {
  const act = actBy(member, key, input, now);
  return decideUpon(
    () => titleFor(db, input.titleId, member),
    act,
    (title, done) => {
      if (done) return { answer: { due: saidBy(title, key) } };
      const { id: loanId } = ownLoan(title, input.loanId, member);
      const next = stockIn(renew(title, loanId, title.roomOf.days, now));
      return { answer: { due: next.loans.find((one) => one.id === loanId)?.due ?? 0 }, write: next };
    },
    (title, next) => keepTitle(db, title, next, { ...act, n: next.loans.find((one) => one.id === input.loanId)?.due ?? 0 }),
  );
});

/** Titles that a member may be in line for at once. */
const mostWanted = 10;

const want = defineAction('bookroom.want', 'member', v.strictObject({ titleId: id, want: v.boolean() }), async ({ db, input, member, now }) => {
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const title = await titleFor(db, input.titleId, member);
    if (!title.shown) throw noTitle();
    const before = mineOf(title, member.uid);
    if (!input.want && before !== 'line' && before !== 'kept') return { mine: before };
    if (input.want && before === 'none' && title.own.filter(({ line }) => line.includes(member.uid)).length >= mostWanted) throw new Refusal('FULL', `最多同时等 ${mostWanted} 本书`);
    const next = input.want ? stockIn(getInLine(title, member.uid, now)) : getOutOfLine(title, member.uid, now);
    const mine = mineOf(next, member.uid);
    if (next === title || (await keepTitle(db, title, next, null))) return { mine };
  }
  throw new Refusal('SLOW_DOWN');
});

export const loanActions: readonly Action[] = [borrow, giveBack, lendOn, want];
