import { whenOf } from '../../../../miniprogram/domain/activity/steps';
import type { Database } from '../../../platform/database';
import { Refusal } from '../../../platform/errors';
import { readFile } from '../../../platform/storage';
import { makeCode } from '../../../platform/wechat';
import { type ActivityDocument, activityById, keepQr } from '../../activity/store';
import { beside, picture, text, title, wordFile } from '../document';
import { pictureOf } from '../picture';
import type { Making } from '.';

const detailPage = 'packages/activity/pages/detail/detail';

/** 操作说明: half a page to stand under a formal notice – three steps in plain words beside the activity's code. */
export async function guide({ db, subject, progress }: Making<'guide'>): Promise<Buffer> {
  const activity = await activityById(db, subject);
  if (!activity) throw new Refusal('NOT_FOUND', '这个活动已经不在了');
  const code = pictureOf(await readFile(await codeOf(db, activity)));
  await progress(0.6);
  const steps = [
    '打开微信，扫一扫右边的码，进入活动页面。',
    '点页面最下面的“报名”。第一次用的，先点“加入工会”，填姓名和工号后四位；名册里没有的，点“申请加入”，等工会同意。',
    '活动当天，打开微信里的“工韵”，点“出示入场码”，给工作人员扫一下就能进。',
  ];
  const large = { size: 13, after: 6 };
  return wordFile([
    title(`“${activity.title}”报名操作说明`),
    beside([
      {
        width: 10.8,
        blocks: [
          ...steps.map((step, index) => text(`${index + 1}．${step}`, large)),
          text('没有微信的职工，请本单位工会代为报名，凭纸质入场证入场。', large),
        ],
      },
      { width: 5.2, blocks: [picture(code, 4.6), text('微信扫一扫报名', { size: 11, align: 'center', heading: true })] },
    ]),
    text(`时间：${whenOf(activity.startsAt, activity.endsAt)}`, { before: 8 }),
    text(`地点：${[activity.place.name, activity.place.address].filter((part) => part !== '').join('，')}`),
    text(`报名：${whenOf(activity.signUpOpensAt, activity.signUpClosesAt)}，名额 ${activity.capacity} 个`),
    ...(activity.contact === '' ? [] : [text(`联系人：${activity.contact}`)]),
    text(activity.organiser, { align: 'right', before: 8 }),
  ]);
}

/** The activity's code, made when it is first wanted. */
async function codeOf(db: Database, activity: ActivityDocument): Promise<string> {
  if (activity.qr !== undefined) return activity.qr;
  const fileId = await makeCode(detailPage, activity._id);
  await keepQr(db, activity._id, fileId);
  return fileId;
}
