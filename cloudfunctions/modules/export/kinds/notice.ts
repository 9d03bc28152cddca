import { whenOf } from '../../../../miniprogram/domain/activity/steps';
import { Refusal } from '../../../platform/errors';
import { readFile } from '../../../platform/storage';
import { makeCode } from '../../../platform/wechat';
import { announcementById } from '../../announce/store';
import { mediaByIds } from '../../media/store';
import { beside, photoTable, picture, text, title, wordFile } from '../document';
import { photoOf, pictureOf } from '../picture';
import type { Making } from '.';

const announcementPage = 'packages/notice/pages/announcement/announcement';

/** 通知张贴稿: an announcement in print for the board, with the code that opens it. */
export async function notice({ db, subject, progress }: Making<'notice'>): Promise<Buffer> {
  const announcement = await announcementById(db, subject);
  if (!announcement || announcement.state === 'recalled') throw new Refusal('NOT_FOUND', '这条通知已经撤回');
  const code = pictureOf(await readFile(await makeCode(announcementPage, announcement._id)));
  await progress(0.4);
  const kept = new Map((await mediaByIds(db, announcement.pictures)).map((media) => [media._id, media]));
  const photos = await Promise.all(announcement.pictures.flatMap((id) => kept.get(id) ?? []).filter(({ state }) => state === 'pass').map(async ({ fileId }) => photoOf(await readFile(fileId))));
  const pictures = photos.filter((photo) => photo !== null);
  return wordFile([
    title(announcement.title),
    ...announcement.text.split('\n').map((line) => text(line === '' ? '' : `　　${line}`, { size: 14, after: 4 })),
    ...(pictures.length > 0 ? [photoTable(pictures)] : []),
    text(announcement.scopeName, { size: 14, align: 'right', before: 12 }),
    text(whenOf(announcement.sendAt, announcement.sendAt), { size: 14, align: 'right', after: 12 }),
    beside([
      { width: 10.8, blocks: [text('微信扫一扫右边的码，可以在手机上看这条通知。', { size: 12 }), text(announcement.asks ? '没有微信的职工，请找本班组班组长办理。' : '没有微信的职工，有疑问请找本班组班组长。', { size: 12 })] },
      { width: 5.2, blocks: [picture(code, 4)] },
    ]),
  ]);
}
