import { clockTime } from '../../format/when';
import { dayTexts } from './texts-day';

/** Protests in words. */

const t = dayTexts.event;

export interface ProtestView extends Pick<Api.Meet.ProtestRow, 'id' | 'text' | 'mayAppeal'> {
  unit: string;
  lines: string[];
  waits: boolean;
}

export function protestViews(protests: readonly Api.Meet.ProtestRow[]): ProtestView[] {
  return protests.map(({ id, unitName, text, at, answer, appealed, decision, mayAppeal }) => ({
    ...{ id, text, mayAppeal, unit: `${unitName} ${clockTime(at)}`, waits: answer === null || (appealed !== null && decision === null) },
    lines: [
      answer ? `${t.answer(answer.byName, answer.upheld)}。${answer.text}` : t.unanswered,
      ...(appealed === null ? [] : [decision ? `${t.decision(decision.byName, decision.upheld)}。${decision.text}` : t.appealed]),
    ],
  }));
}
