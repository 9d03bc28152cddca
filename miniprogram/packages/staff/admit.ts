import { clockTime } from '../../format/when';
import { admit, scan } from '../../services/checkin';
import { isOnline } from '../../services/client';
import { clockCorrection, serverNow } from '../../services/clock';
import { failureOf } from '../../services/errors';
import { makeKey } from '../../services/keys';
import { answerOf, inspect, type Answer } from './gate';
import { isPassing, type Ledger, type QueuedScan } from './ledger';
import { staffTexts as t } from './texts';

/** How long people wait at a gate for the server, ms; whom the phone can vouch for goes in then and is told later. */
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

interface Person {
  /** Empty for somebody who is not on the list. */
  uid: string;
  name: string;
  unitName: string;
}

const send = ({ activityId, who, gate, id }: QueuedScan) => ('token' in who ? scan({ activityId, token: who.token, gate }, id) : admit({ activityId, gate, who }, id));

function attemptOf(who: QueuedScan['who'], person: Person, { duty, gate }: Post): QueuedScan {
  return { id: makeKey(), activityId: duty.activityId, who, gate, deviceAt: Date.now(), correction: clockCorrection(), uid: person.uid, name: person.name };
}

/** Decides on one scanned text: by the phone alone where it can, by the server where it is reached in time. */
export async function admitToken(token: string, post: Post, ledger: Ledger): Promise<Admitted> {
  const finding = inspect(token, post.duty, post.duties, post.keys, serverNow());
  if (finding.kind === 'refused') return { answer: answerOf('refused', finding.pass, finding.reason), counts: null };
  return decide(attemptOf({ token }, finding.pass, post), finding.pass, finding.kind === 'genuine', ledger);
}

/** Lets in somebody whom the staff has found by name, or vouches for with a reason. */
export function admitNamed(who: Api.CheckIn.Named, person: Person, post: Post, ledger: Ledger): Promise<Admitted> {
  return decide(attemptOf(who, person, post), person, true, ledger);
}

/** Nothing that was let in is lost. @param vouched the phone can let them in by itself */
async function decide(attempt: QueuedScan, person: Person, vouched: boolean, ledger: Ledger): Promise<Admitted> {
  const { activityId, uid, gate } = attempt;
  const asked = (await isOnline()) ? send(attempt) : null;
  // Without proof of its own the phone waits for the server as long as it takes.
  const outcome = asked === null ? 'late' : await inTime(asked, vouched ? gatePatience : Infinity);
  if (outcome !== 'late' && 'data' in outcome) {
    const { at, checkedIn, held } = outcome.data;
    if (uid !== '') ledger.admit(activityId, { uid, gate, at });
    return { answer: answerOf('in', outcome.data, t.admittedAt(clockTime(at), gate)), counts: { checkedIn, held } };
  }
  const failure = outcome === 'late' ? null : outcome.failure;
  if (failure !== null && !isPassing(failure.code)) {
    const answer = failure.code === 'USED' ? answerOf('used', person, failure.message) : answerOf('refused', person, failure.message, failure.requestId);
    return { answer, counts: null };
  }
  if (!vouched) return { answer: answerOf('refused', null, failure?.message ?? t.reasons.unknownKey, failure?.requestId), counts: null };

  const earlier = uid === '' ? null : ledger.admission(activityId, uid);
  if (earlier !== null) return { answer: answerOf('used', person, t.usedHere(clockTime(earlier.at), earlier.gate)), counts: null };
  try {
    ledger.enqueue(attempt);
  } catch {
    return { answer: answerOf('refused', person, t.reasons.full), counts: null };
  }
  // The call may still be answered: the queue takes that answer, too.
  if (asked !== null && outcome === 'late') void ledger.settle(attempt, asked);
  return { answer: answerOf('later', person, t.laterDetail), counts: null };
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
