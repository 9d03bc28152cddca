import { readPass, verifyPass, type PassContent } from '../../domain/checkin/pass';
import { fromBase64Url } from '../../domain/text/base64url';
import { staffTexts as t, type Tone } from './texts';

/** What a phone at a gate can say of a scanned text by itself. */
export type Finding =
  | { kind: 'genuine'; pass: PassContent }
  /** Well formed, but signed with a key that this phone does not have: the server decides. */
  | { kind: 'unsure'; pass: PassContent }
  | { kind: 'refused'; reason: string; pass: PassContent | null };

/** The answer that fills the screen. */
export interface Answer {
  tone: Tone;
  title: string;
  name: string;
  unit: string;
  detail: string;
  requestId: string;
}

/** Pass keys as the server sends them, ready to verify with; what is not a 32-byte key is left out. */
export function keysOf(passKeys: Record<string, string>): Map<number, Uint8Array> {
  const keys = new Map<number, Uint8Array>();
  for (const [id, text] of Object.entries(passKeys)) {
    const key = fromBase64Url(text);
    if (key?.length === 32) keys.set(Number(id), key);
  }
  return keys;
}

/**
 * Judges a scanned text for one duty without the network: a forged, expired or foreign pass is refused at once.
 * @param duties all duties, to name the activity that a misdirected pass belongs to
 */
export function inspect(token: string, duty: Api.CheckIn.Duty, duties: readonly Api.CheckIn.Duty[], keys: ReadonlyMap<number, Uint8Array>, now: Api.Millis): Finding {
  const read = readPass(token);
  if (read === null) return { kind: 'refused', reason: t.reasons.foreign, pass: null };
  if (!keys.has(read.keyId)) return { kind: 'unsure', pass: read };
  const verdict = verifyPass(token, keys, now);
  // A name on a forged pass proves nothing, so it is not shown.
  if (!verdict.ok) return { kind: 'refused', reason: t.reasons[verdict.reason], pass: verdict.reason === 'expired' ? read : null };
  if (verdict.pass.activityId !== duty.activityId) {
    const other = duties.find(({ activityId }) => activityId === verdict.pass.activityId);
    return { kind: 'refused', reason: other === undefined ? t.reasons.other : t.reasons.otherNamed(other.title), pass: verdict.pass };
  }
  return { kind: 'genuine', pass: verdict.pass };
}

export function answerOf(tone: Tone, who: { name: string; unitName: string } | null, detail: string, requestId = ''): Answer {
  return { tone, title: t.toneTitles[tone], name: who?.name ?? '', unit: who?.unitName ?? '', detail, requestId };
}

/** How long one code may stay before the camera, or come back, without being read again, ms. */
const sameFrame = 3000;

/** Tells a new scan from the frames of the one before: a camera reports a code many times a second. */
export function makeFrameFilter(): (text: string, now: number) => boolean {
  let last = { text: '', at: 0 };
  return (text, now) => {
    const fresh = text !== last.text || now - last.at > sameFrame;
    last = { text, at: now };
    return fresh;
  };
}
