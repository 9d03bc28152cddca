import type { AbsenceDocument } from '../../cloudfunctions/modules/registration/absence-store';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import { seal } from '../../cloudfunctions/platform/secrets';
import type { ActivityDocument } from '../../cloudfunctions/modules/activity/store';
import { day } from '../../miniprogram/domain/time/shanghai';
import { demoUid } from './people';

/** Absences of the demo city: of 陈建国 one that counts and one that was taken back; an appeal that waits for the city's cadre. */
export function demoAbsences(members: MemberDocument[], activities: ActivityDocument[], now: number): AbsenceDocument[] {
  const chen = demoUid('demo-worker-chen');
  const appellant = members.find(({ _id }) => _id === demoUid('demo-member-40'));
  const absence = (activityId: string, uid: string, change: Partial<AbsenceDocument>): AbsenceDocument[] => {
    const activity = activities.find(({ _id }) => _id === activityId);
    if (!activity) return [];
    const { scope, title, endsAt: at } = activity;
    return [{ _id: `${activityId}:${uid}`, activityId, uid, scope, title, at, state: 'noted', appeal: null, answer: null, open: true, v: 1, ...change }];
  };
  const appeal = (who: MemberDocument, reason: string) => ({ k: `appeal-${who._id}`, h: '', t: now - 2 * day, reason: seal(reason), name: who.name, unitName: who.unitName });
  const mine = members.find(({ _id }) => _id === chen);
  return [
    ...absence('meet-fun', chen, {}),
    ...(mine
      ? absence('contest-may', chen, {
          ...{ state: 'excused', v: 3, appeal: appeal(mine, '我到场了，没有扫上码') },
          answer: { k: 'answer', h: '', t: now - day, by: demoUid('demo-cadre-wang'), reason: seal('核实到场了') },
        })
      : []),
    ...(appellant ? absence('meet-fun', appellant._id, { state: 'appealed', v: 2, appeal: appeal(appellant, '当天车间临时抢修，走不开') }) : []),
  ];
}
