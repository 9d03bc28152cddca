import { answerBy } from '../../../miniprogram/domain/people/outside';
import { parentPath } from '../../../miniprogram/domain/people/union';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { admit } from './admit';
import { dueRequests, type JoinRequestDocument, passOn, rest } from './join-store';
import { unionsByPath } from './store';

/**
 * Requests whose term is over go to the union above, once a level; accepted ones whose answering call broke off are carried out.
 * Every step is conditional on where the request was, so runs may be repeated and overlap. @returns how many were due
 */
export async function settleRequests(db: Database, now: number): Promise<number> {
  const due = await dueRequests(db, now, 50);
  for (const request of due) {
    if (request.state === 'accepted' && request.openid !== '') await finish(db, request, now);
    else if (request.state === 'open' && request.outside) await escalate(db, request, now);
    else await rest(db, request);
  }
  return due.length;
}

async function finish(db: Database, request: JoinRequestDocument, now: number): Promise<void> {
  try {
    await admit(db, request, now);
  } catch (error) {
    // It cannot be carried out any more, and is forgotten; SLOW_DOWN is tried again.
    if (!(error instanceof Refusal)) throw error;
  }
}

async function escalate(db: Database, request: JoinRequestDocument, now: number): Promise<void> {
  const above = parentPath(request.unitPath);
  if (above === '/') return rest(db, request);
  const [union] = await unionsByPath(db, [above]);
  // While unions move the path may be neither here nor there: the next run finds it.
  if (!union) return;
  const to = { unitId: union._id, unitName: union.name, unitPath: union.path };
  await passOn(db, request, to, now, answerBy(now));
}
