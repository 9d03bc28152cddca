import { tellFailure } from '../../services/failure-sheet';
import { report, withdraw } from '../../services/reading-talk';
import { readingTexts } from '../../texts/reading';
import { talkTexts as t } from './talk-texts';

interface Subject {
  editionId: string;
  noteId: string;
  /** null: the note itself. */
  replyId: string | null;
  mine: boolean;
}

const reasons: readonly Api.Reading.ReportReason[] = ['ad', 'copied', 'abuse', 'privacy', 'improper', 'offTopic'];

async function chosenOf(itemList: string[]): Promise<number | null> {
  const chosen = await wx.showActionSheet({ itemList }).catch(() => null);
  return chosen?.tapIndex ?? null;
}

/** What one may do about a note or a reply: report another's, take one's own back. @returns whether it is gone from others' sight */
export async function aboutIt({ editionId, noteId, replyId, mine }: Subject): Promise<boolean> {
  try {
    if (mine) {
      if ((await chosenOf([t.withdraw])) === null) return false;
      const { confirm } = await wx.showModal({ title: replyId === null ? t.withdrawTitle : t.withdrawReply, content: replyId === null ? t.withdrawText : '', confirmText: t.withdraw });
      if (!confirm) return false;
      await withdraw(editionId, noteId, replyId);
      void wx.showToast({ title: t.withdrawn });
      return true;
    }
    if ((await chosenOf([t.report])) === null) return false;
    const at = await chosenOf(reasons.map((reason) => readingTexts.reports[reason]));
    const reason = at === null ? undefined : reasons[at];
    if (reason === undefined) return false;
    await report(editionId, noteId, replyId, reason);
    void wx.showToast({ title: t.reported, icon: 'none' });
  } catch (cause) {
    void tellFailure(cause);
  }
  return false;
}
