import { whenOf } from '../../../../miniprogram/domain/activity/steps';
import { validAfter } from '../../../../miniprogram/domain/checkin/merge';
import { Refusal } from '../../../platform/errors';
import type { ActivityDocument } from '../../activity/store';
import { issuePass } from '../../checkin/passkeys';
import { attendanceOf, type Attendee, byUnit } from '../attendance';
import { beside, type Block, labelPage, labels, picture, text, wordFile } from '../document';
import { qrPicture } from '../picture';
import { within } from '../within';
import type { Making } from '.';

/** A file of more takes too much of the function's time and of anybody's paper. */
const atMost = 600;

/** 纸质入场证: signed passes on paper, eight a page, to cut apart; a gate reads them as it reads those on a phone. */
export async function passes({ db, subject, options, progress }: Making<'passes'>): Promise<Buffer> {
  const { activity, held } = await attendanceOf(db, subject, (share) => progress(share * 0.3));
  const people = byUnit(await within(db, held, options.unionId)).filter(({ paper }) => paper || options.whose === 'all');
  if (people.length === 0) throw new Refusal('NOT_FOUND', options.whose === 'paper' ? '没有微信的职工还没有人报上名，不用打印入场证' : '还没有人报名，不用打印入场证');
  if (people.length > atMost) throw new Refusal('FULL', `一次最多打印 ${atMost} 张，请按单位分批打印`);
  const cards: Block[][] = [];
  for (const who of people) {
    cards.push(passCard(activity, who));
    if (cards.length % 50 === 0) await progress(0.3 + (0.5 * cards.length) / people.length);
  }
  return wordFile([labels(cards)], labelPage);
}

function passCard(activity: ActivityDocument, who: Attendee): Block[] {
  const token = issuePass({ validUntil: activity.endsAt + validAfter, activityId: activity._id, uid: who.uid, name: who.name, unitName: who.unitName });
  const wide = 4.5;
  return [
    text(activity.title, { size: 12, heading: true, align: 'center', within: 9, after: 2 }),
    beside([
      { width: 4.4, blocks: [picture(qrPicture(token), 4)] },
      {
        width: 4.8,
        blocks: [
          text(who.name, { size: 24, heading: true, within: wide, after: 4 }),
          text(who.unitName, { size: 11, within: wide * 2, after: 6 }),
          text(whenOf(activity.startsAt, activity.endsAt), { size: 10, within: wide * 2 }),
          text(activity.place.name, { size: 10, within: wide * 2 }),
        ],
      },
    ]),
    text('入场时出示，一人一证，遗失请联系本单位工会', { size: 9, align: 'center', within: 9 }),
  ];
}
