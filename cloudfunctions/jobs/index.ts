import cloud from 'wx-server-sdk';
import { spreadEdits } from '../modules/activity/edit';
import { deliverAnnouncements, foldReadings } from '../modules/announce/deliver';
import { settleApplications } from '../modules/application/settle';
import { settleBalance } from '../modules/balance/fold';
import { settleBookRooms } from '../modules/bookroom/wake';
import { foldAudit } from '../modules/audit/fold';
import { settleContestNews } from '../modules/contest/contest-news';
import { settlePanels } from '../modules/contest/panel-settle';
import { settleClaims } from '../modules/contest/settle';
import { settleSheets } from '../modules/contest/sheets';
import { settlePapers } from '../modules/checkin/paper';
import { settleExports } from '../modules/export/settle';
import { notifyOfCalls } from '../modules/meet/call-notices';
import { settleAnnounced } from '../modules/meet/result-news';
import { settleMerges } from '../modules/meet/event-merge';
import { settleDelegations, settleMeets } from '../modules/meet/settle';
import { settleBoards } from '../modules/meet/board-fold';
import { settleSeals } from '../modules/meet/seal-settle';
import { tellOfItself } from '../modules/notice/automatic';
import { remind } from '../modules/notice/remind';
import { sendDue } from '../modules/notice/send';
import { settlePeople } from '../modules/people/settle';
import { watchNotes } from '../modules/reading/duplicates';
import { foldReading } from '../modules/reading/fold';
import { lookAfterPhotos } from '../modules/reading/photos';
import { settleAbsences } from '../modules/registration/absences';
import { settleRollCalls } from '../modules/registration/roll-call';
import { settleSeats } from '../modules/registration/settle';
import { settleImports } from '../modules/unions/import-run';
import { settleMoves } from '../modules/unions/move-run';
import { settleRenames } from '../modules/unions/rename-run';
import { lookAfterWorkPhotos, settleWorks } from '../modules/works/settle';
import { foldVotes } from '../modules/voting/fold';
import { serverNow } from '../platform/clock';
import { connect } from '../platform/database';
import { sentences } from '../platform/errors';
import { closedAnswer, isClosed } from '../platform/gate';
import { causeOf, log } from '../platform/log';

const db = connect();

/** What the timer does each minute, in this order. Each can be repeated, and one that fails does not keep the others from their work. */
const steps = {
  edits: spreadEdits,
  imports: settleImports,
  moves: settleMoves,
  renames: settleRenames,
  rollCalls: settleRollCalls,
  papers: settlePapers,
  applications: settleApplications,
  seats: settleSeats,
  // After the seats, which complete the index of places by which departures find what to give back.
  people: settlePeople,
  absences: settleAbsences,
  exports: settleExports,
  votes: foldVotes,
  reading: foldReading,
  notes: watchNotes,
  notePhotos: lookAfterPhotos,
  workPhotos: lookAfterWorkPhotos,
  works: settleWorks,
  claims: settleClaims,
  panels: settlePanels,
  contestNews: settleContestNews,
  sheets: settleSheets,
  delegations: settleDelegations,
  meets: settleMeets,
  merges: settleMerges,
  boards: settleBoards,
  seals: settleSeals,
  calls: notifyOfCalls,
  announced: settleAnnounced,
  balance: settleBalance,
  bookRooms: settleBookRooms,
  reminders: remind,
  automatic: tellOfItself,
  announcements: deliverAnnouncements,
  readings: foldReadings,
  // After everything that tells somebody something.
  sends: sendDue,
  audit: foldAudit,
};

/** Only the timer itself may: an event proves nothing, the source does. */
export async function main(): Promise<{ ok: boolean; done?: Record<string, number>; error?: { code: Api.ErrorCode; message: string } }> {
  if (cloud.getWXContext().SOURCE !== 'wx_trigger') return { ok: false, error: { code: 'FORBIDDEN', message: sentences.FORBIDDEN } };
  if (isClosed()) return closedAnswer;
  const now = serverNow();
  const done: Record<string, number> = {};
  let failed = false;
  for (const [name, step] of Object.entries(steps)) {
    try {
      done[name] = await step(db, now);
    } catch (error) {
      failed = true;
      log('job', { step: name, ...causeOf(error) });
    }
  }
  log('job', done);
  return failed ? { ok: false, done, error: { code: 'INTERNAL', message: sentences.INTERNAL } } : { ok: true, done };
}
