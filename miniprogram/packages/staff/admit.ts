import { clockTime } from '../../format/when';
import { scan } from '../../services/checkin';
import { isOnline } from '../../services/client';
import { serverNow } from '../../services/clock';
import { failureOf } from '../../services/errors';
import { makeKey } from '../../services/keys';
import { answerOf, inspect, type Answer } from './gate';
import { isPassing, type Ledger, type QueuedScan } from './ledger';
import { staffTexts as t } from './texts';

/** How long people wait at a gate for the server, ms; a pass that the phone has verified goes in then and is told later. */
const gatePatience = 4000;

export interface Post {
  duty: Api.CheckIn.Duty;
  duties: readonly Api.CheckIn.Duty[];
  keys: ReadonlyMap<number, Uint8Array>;
  gate: string;
}

export interface Admitted {
  answer: Answer;
  /** Counts after this scan; null when the server did not say. */
  counts: { checkedIn: number; held: number } | null;
}

export const send = ({ activityId, token, gate, key }: QueuedScan) => scan({ activityId, token, gate }, key);

/** Decides on one scanned text: by the phone alone where it can, by the server where it is reached in time. Nothing that was let in is lost. */
export async function admit(token: string, post: Post, ledger: Ledger): Promise<Admitted> {
  const { duty, gate } = post;
  const now = serverNow();
  const finding = inspect(token, duty, post.duties, post.keys, now);
  if (finding.kind === 'refused') return { answer: answerOf('refused', finding.pass, finding.reason), counts: null };

  const { uid, name } = finding.pass;
  const attempt: QueuedScan = { key: makeKey(), activityId: duty.activityId, token, gate, at: now, uid, name };
  const online = await isOnline();
  const asked = online ? send(attempt) : null;
  // Without proof of its own the phone waits for the server as long as it takes.
  const outcome = asked === null ? 'late' : await inTime(asked, finding.kind === 'genuine' ? gatePatience : Infinity);
  if (outcome !== 'late' && 'data' in outcome) {
    ledger.admit({ activityId: duty.activityId, uid, gate, at: outcome.data.at });
    const { at, checkedIn, held } = outcome.data;
    return { answer: answerOf('in', outcome.data, t.admittedAt(clockTime(at), gate)), counts: { checkedIn, held } };
  }
  const failure = outcome === 'late' ? null : outcome.failure;
  if (failure !== null && !isPassing(failure.code)) {
    const answer = failure.code === 'USED' ? answerOf('used', finding.pass, failure.message) : answerOf('refused', finding.pass, failure.message, failure.requestId);
    return { answer, counts: null };
  }
  if (finding.kind === 'unsure') return { answer: answerOf('refused', null, failure?.message ?? t.reasons.unknownKey, failure?.requestId), counts: null };

  const earlier = ledger.admission(duty.activityId, uid);
  if (earlier !== null) return { answer: answerOf('used', finding.pass, t.usedHere(clockTime(earlier.at), earlier.gate)), counts: null };
  try {
    ledger.enqueue(attempt);
    ledger.admit({ activityId: duty.activityId, uid, gate, at: now });
  } catch {
    return { answer: answerOf('refused', finding.pass, t.reasons.full), counts: null };
  }
  // The call may still be answered: the queue takes that answer, too.
  if (asked !== null && outcome === 'late') void ledger.settle(attempt, asked);
  return { answer: answerOf('later', finding.pass, t.laterDetail), counts: null };
}

type Outcome = { data: Api.Output<'checkin.scan'> } | { failure: ReturnType<typeof failureOf> };

function inTime(asked: Promise<Api.Output<'checkin.scan'>>, patience: number): Promise<Outcome | 'late'> {
  const settled: Promise<Outcome> = asked.then(
    (data) => ({ data }),
    (cause: unknown) => ({ failure: failureOf(cause) }),
  );
  if (patience === Infinity) return settled;
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patience);
  });
  return Promise.race([settled, late]).finally(() => clearTimeout(timer));
}
