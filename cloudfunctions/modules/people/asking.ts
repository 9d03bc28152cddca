import { tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { idOf, seal } from '../../platform/secrets';
import { ask, type JoinRequestDocument, requestOf } from './join-store';
import { wholeNameOf } from './roster-store';
import type { UnionDocument } from './store';

export interface Asking {
  union: UnionDocument;
  name: string;
  account: string;
  openid: string;
  act: { k: string; h: string };
  now: number;
  /** Asked without a unit. */
  outside?: NonNullable<JoinRequestDocument['outside']>;
  /** A member's wish to change units. */
  change?: NonNullable<JoinRequestDocument['change']>;
}

/** Puts a request before the union's cadre. @returns when it was asked; a repeat gets the first time */
export async function askFor(db: Database, { union, name: asked, account, openid, act, now, outside, change }: Asking): Promise<number> {
  const done = await ask(db, {
    _id: account,
    reference: idOf('request', account, act.k),
    ...act,
    at: now,
    state: 'open',
    name: seal(tidy(asked)),
    wholeName: wholeNameOf(asked),
    openid: seal(openid),
    unitId: union._id,
    unitName: union.name,
    unitPath: union.path,
    answer: null,
    since: now,
    outside: outside ?? null,
    change: change ?? null,
    passed: [],
    due: outside?.dueAt ?? 0,
  });
  if (done) return now;
  const before = await requestOf(db, account);
  if (before?.k !== act.k) throw new Refusal('USED', `您有一份申请在等${before?.unitName ?? '工会'}答复，撤回后才能再申请`);
  if (before.h !== act.h) throw new Refusal('KEY_REUSED');
  return before.at;
}

/** How somebody sees the own request; null: there is none to speak of. */
export function requestSeen(request: JoinRequestDocument | null): Api.People.JoinRequest | null {
  if (!request || (request.state !== 'open' && request.state !== 'refused')) return null;
  return {
    unionName: request.unitName,
    at: request.at,
    state: request.state,
    reason: request.answer?.reason ?? '',
    since: request.since ?? request.at,
    dueAt: request.outside?.dueAt ?? null,
    passed: request.passed ?? [],
  };
}
