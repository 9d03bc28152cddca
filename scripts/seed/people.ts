import { createHash } from 'node:crypto';
import { identities } from '../../local/identities';
import { cohorts } from '../../miniprogram/domain/balance/cell';
import { grantScopes } from '../../miniprogram/domain/people/grants';
import { tailOf } from '../../miniprogram/domain/people/roster-lines';
import { siblingKey } from '../../miniprogram/domain/people/union';
import { termsOf } from '../../miniprogram/domain/text/search';
import { day } from '../../miniprogram/domain/time/shanghai';
import { paper, tailKeyOf, uidOfStaff, wholeNameOf } from '../../cloudfunctions/modules/people/roster-store';
import { joinedOf, type MemberDocument, type MemberSecretDocument, type UnionDocument } from '../../cloudfunctions/modules/people/store';
import { accountOf, seal } from '../../cloudfunctions/platform/secrets';
import { givenNames, pathOf, surnames, trailOf, unions } from './city';

/** Where each demo identity belongs and what it may do. */
const postings: Record<string, { unit: string; name: string; grants: { role: string; scope: string }[] }> = {
  'demo-worker-chen': { unit: 'jcjc1', name: '陈建国', grants: [] },
  'demo-worker-li': { unit: 'weave', name: '李秀英', grants: [] },
  'demo-worker-aerken': { unit: 'street', name: '阿尔肯·买买提', grants: [] },
  'demo-cadre-wang': { unit: 'city', name: '王敏', grants: [{ role: 'cadre', scope: 'city' }] },
  'demo-gate-zhao': { unit: 'city', name: '赵强', grants: [{ role: 'gate', scope: 'city' }] },
  'demo-judge-sun': { unit: 'edu', name: '孙雅琴', grants: [{ role: 'judge', scope: 'city' }] },
  'demo-official-zhou': { unit: 'school1', name: '周立新', grants: [{ role: 'official', scope: 'city' }] },
  ...Object.fromEntries(['demo-member-70', 'demo-member-71', 'demo-member-72', 'demo-member-73'].map((key) => [key, { unit: '', name: '', grants: [{ role: 'judge', scope: 'health' }] }])),
  'demo-cadre-liu': { unit: 'jcjc', name: '刘建华', grants: [{ role: 'cadre', scope: 'jcjc' }] },
  'demo-admin-wu': { unit: 'city', name: '吴晓', grants: [{ role: 'admin', scope: 'city' }, { role: 'cadre', scope: 'city' }] },
};

const digest = (text: string) => createHash('sha256').update(text).digest();

/** A member id that is the same at every seeding, so that demo data can be laid over again. */
export function demoUid(name: string): string {
  return `m${digest(`demo-member:${name}`).toString('base64url').replace(/[-_]/g, '0').slice(0, 15)}`;
}

/** The member without WeChat who waits to be claimed: docs/guides/join.md names him. */
const claimed = { unit: 'jcjc', name: '何志强', staffNumber: '20260817' };
export const claimedUid = () => uidOfStaff(claimed.unit, claimed.staffNumber);

/** `staffNumber`: the member is without WeChat and can claim the row by it. */
function memberOf(key: string, unit: string, name: string, now: number, openid: string, staffNumber?: string): MemberDocument {
  const found = unions.find((one) => one.id === unit);
  const grants = (postings[key]?.grants ?? []).map(({ role, scope }) => ({
    id: demoUid(`grant:${key}:${role}`),
    role,
    scope: pathOf(scope),
    scopeName: unions.find((one) => one.id === scope)?.name ?? '',
  }));
  const roll = digest(key)[0] ?? 0;
  const uid = staffNumber === undefined ? demoUid(key) : uidOfStaff(unit, staffNumber);
  const joinedAt = now - (roll + 30) * day;
  return {
    _id: uid,
    account: staffNumber === undefined ? accountOf(openid) : paper(uid),
    name: seal(name),
    staffTail: (staffNumber ?? '').slice(-2),
    tailKey: staffNumber === undefined ? '' : tailKeyOf(uid, tailOf(staffNumber)),
    origin: 'unit',
    boundAt: 0,
    binding: null,
    dispute: null,
    unitId: unit,
    unitName: found?.name ?? '',
    unitPath: pathOf(unit),
    cohort: cohorts[(digest(key)[1] ?? 0) % cohorts.length] ?? '',
    kind: roll < 25 ? 'retired' : roll < 45 ? 'dispatched' : 'active',
    joinedAt,
    joined: joinedOf(joinedAt, uid),
    grants: grants.map((grant) => ({ ...grant, expires: now + 3650 * day })),
    grantScopes: grantScopes(grants.map((grant) => ({ ...grant, expires: 0 }))),
    wholeName: wholeNameOf(name),
  };
}

export interface DemoPeople {
  unions: UnionDocument[];
  members: MemberDocument[];
  secrets: MemberSecretDocument[];
}

/** A name that every seeding gives the same member. */
function nameFor(index: number): string {
  const [a = 0, b = 0] = digest(`demo-name:${index}`);
  return `${surnames[a % surnames.length] ?? '王'}${givenNames[b % givenNames.length] ?? '伟'}`;
}

/**
 * The demo city's people: the identities of the frame, and members to fill every union.
 * @param total how many with WeChat, the cadre of the machine-tool works not counted; beyond the 300 of the plain demo they spread over the enterprises. 38 without WeChat come on top
 */
export function demoPeople(total: number, now: number): DemoPeople {
  const members: MemberDocument[] = [];
  const secrets: MemberSecretDocument[] = [];
  for (const { openid } of identities) {
    const posting = postings[openid];
    if (!posting) continue;
    members.push(memberOf(openid, posting.unit, posting.name, now, openid));
    secrets.push({ _id: demoUid(openid), openid: seal(openid) });
  }
  const slots = unions.flatMap((union) => Array.from({ length: union.members }, () => union.id));
  for (let index = 0; members.length < total + 1; index += 1) {
    const unit = slots[index % slots.length] ?? 'city';
    const openid = `demo-member-${index}`;
    members.push(memberOf(openid, unit, nameFor(index), now, openid));
    secrets.push({ _id: demoUid(openid), openid: seal(openid) });
  }
  // Members without WeChat stand beside them.
  members.push(memberOf('demo-paper', claimed.unit, claimed.name, now, '', claimed.staffNumber));
  for (let index = 7; index < 300; index += 8) {
    const unit = slots[(index * 3) % slots.length] ?? 'city';
    members.push(memberOf(`demo-paper-${index}`, unit, nameFor(100_000 + index), now, '', String(20_300_000 + index)));
  }
  const below = (path: string) => members.filter((member) => member.unitPath.startsWith(path)).length;
  return {
    unions: unions.map((union) => ({
      _id: union.id,
      name: union.name,
      path: pathOf(union.id),
      level: union.level,
      trail: trailOf(union.id),
      trade: union.trade,
      region: union.region,
      ownership: union.ownership,
      terms: termsOf(union.name),
      parentId: union.parent ?? '',
      siblingKey: siblingKey(union.parent ?? '', union.name),
      size: union.members * 12,
      below: unions.filter(({ parent }) => parent === union.id).length,
      formerNames: [],
      mergedInto: null,
      v: 0,
      renamed: false,
      acts: [],
      audit: [],
      members: below(pathOf(union.id)),
    })),
    members,
    secrets,
  };
}
