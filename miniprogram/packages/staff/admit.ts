import { clockTime } from '../../format/when';
import { admit, scan } from '../../services/checkin';
import { isOnline } from '../../services/client';
import { clockCorrection, serverNow } from '../../services/clock';
import { failureOf, isPassing } from '../../services/errors';
import { makeKey } from '../../services/keys';
import { answerOf, inspect, type Answer } from './gate';
import type { Ledger, QueuedScan } from './ledger';
import { staffTexts as t } from './texts';

/** How long people wait at a gate for the server, ms; whom the phone can vouch for goes in then and is told later. */
const gatePatience = 4000;

export interface Post {
  duty: Api.CheckIn.Duty;
  duties: readonly Api.CheckIn.Duty[];
  keys: ReadonlyMap<number, Uint8Array>;
  gate: string;
  /** Members who gave their place back, as the list of this gate last said. */
  gone: ReadonlySet<string>;
  /** This gate sees people leave. */
  leaving: boolean;
}

export interface Admitted {
  answer: Answer;
  /** By how many this scan changed the number of people inside. */
  moved: -1 | 0 | 1;
}

interface Person {
  /** Empty for somebody who is not on the list. */
  uid: string;
  name: string;
  unitName: string;
}

async function send({ activityId, who, gate, id, out, name, unitName }: QueuedScan): Promise<Api.Output<'checkin.scan'>> {
  const way = out ? { out } : {};
  if ('token' in who) return scan({ activityId, token: who.token, gate, ...way }, id);
  return { name, unitName, ...(await admit({ activityId, gate, who, ...way }, id)) };
}

function attemptOf(who: QueuedScan['who'], { uid, name, unitName }: Person, { duty, gate, leaving }: Post): QueuedScan {
  const scanned = { id: makeKey(), activityId: duty.activityId, who, gate, deviceAt: Date.now(), correction: clockCorrection(), uid, name, unitName };
  return leaving ? { ...scanned, out: true } : scanned;
}

/** Decides on one scanned text: by the phone alone where it can, by the server where it is reached in time. */
export async function admitToken(token: string, post: Post, ledger: Ledger): Promise<Admitted> {
  const finding = inspect(token, post.duty, post.duties, post.keys, serverNow());
  if (finding.kind === 'refused') return { answer: answerOf('refused', finding.pass, finding.reason), moved: 0 };
  const vouched = finding.kind === 'genuine' && !post.gone.has(finding.pass.uid);
  const doubt = finding.kind === 'genuine' ? t.reasons.gone : t.reasons.unknownKey;
  return decide(attemptOf({ token }, finding.pass, post), finding.pass, vouched ? null : doubt, ledger);
}

/** Lets in somebody whom the staff has found by name, or vouches for with a reason. */
export function admitNamed(who: Api.CheckIn.Named, person: Person, post: Post, ledger: Ledger): Promise<Admitted> {
  return decide(attemptOf(who, person, post), person, null, ledger);
}

/** Nothing that was let in is lost. @param doubt why the phone cannot let them in by itself; null: it can */
async function decide(attempt: QueuedScan, person: Person, doubt: string | null, ledger: Ledger): Promise<Admitted> {
  const { activityId, uid, gate, out } = attempt;
  const moved = out ? -1 : 1;
  const asked = (await isOnline()) ? send(attempt) : null;
  // Without proof of its own the phone waits for the server as long as it takes.
  const outcome = asked === null ? 'late' : await inTime(asked, doubt === null ? gatePatience : Infinity);
  if (outcome !== 'late' && 'data' in outcome) {
    const { at } = outcome.data;
    if (uid !== '') ledger.admit(activityId, { uid, gate, at, ...(out ? { out } : {}) });
    return { answer: answerOf(out ? 'left' : 'in', outcome.data, t.admittedAt(clockTime(at), gate)), moved };
  }
  const failure = outcome === 'late' ? null : outcome.failure;
  if (failure !== null && !isPassing(failure.code)) {
    const answer = failure.code === 'USED' ? answerOf('used', person, failure.message) : answerOf('refused', person, failure.message, failure.requestId);
    return { answer, moved: 0 };
  }
  if (doubt !== null) return { answer: answerOf('refused', null, failure?.message ?? doubt, failure?.requestId), moved: 0 };

  const earlier = uid === '' ? null : ledger.admission(activityId, uid);
  if (earlier !== null && !out) return { answer: answerOf('used', person, t.usedHere(clockTime(earlier.at), earlier.gate)), moved: 0 };
  try {
    ledger.enqueue(attempt);
  } catch {
    return { answer: answerOf('refused', person, t.reasons.full), moved: 0 };
  }
  // The call may still be answered: the queue takes that answer, too.
  if (asked !== null && outcome === 'late') void ledger.settle(attempt, asked);
  return { answer: answerOf(out ? 'left' : 'later', person, out ? t.leftLater : t.laterDetail), moved };
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
