import { holds } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';
import { tell } from '../notice/tell';
import type { UnionDocument } from '../people/store';
import { holdersIn } from '../roles/store';
import type { DelegationDocument } from './documents';

/** What cadres hear of a 联队, in their inbox; each may be told again. */

/** More than a unit has. */
const mostCadres = 100;

/** The cadres of a unit that was asked in. @param asking its id */
export async function tellAsked(db: Database, { meetId, name, unitName }: DelegationDocument, title: string, unit: UnionDocument, asking: string, now: number): Promise<void> {
  const holders = await holdersIn(db, [unit.path], undefined, mostCadres);
  const to = holders.filter(({ grants }) => holds(grants, 'cadre', unit.path, now)).map(({ _id }) => _id);
  const about = { title: `${name}邀请本单位组成联队`, text: `「${title}」：${unitName}邀请${unit.name}一起报名。打开参加或谢绝。`, page: `packages/meet/pages/meet/meet?id=${meetId}` };
  await tell(db, { template: 'matter', to, about, key: `joint:${asking}` }, now);
}

/** The leader of a delegation, that a unit has come in. */
export async function tellJoined(db: Database, { meetId, unitId, name, leader }: DelegationDocument, unit: UnionDocument, asking: string, now: number): Promise<void> {
  const about = { title: `${unit.name}参加了联队`, text: `${name}现在有${unit.name}，由它加自己的运动员。`, page: `packages/meet/pages/joint/joint?meet=${meetId}&unit=${unitId}` };
  await tell(db, { template: 'matter', to: [leader], about, key: `joined:${asking}` }, now);
}
