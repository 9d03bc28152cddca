import { noteLength } from '../../../../domain/reading/check-in';
import type { Draft } from '../../../../services/reading-kept';
import { checkInTexts as t } from '../../texts';

/** What the page of 读书打卡 says of its draft. */
export interface DraftView {
  amount: number;
  unit: string;
  label: string;
  rate: string;
  noteWords: string;
  /** Characters so far earn the note's points. */
  noteDone: boolean;
  act: { label: string; disabled: boolean; note: string };
}

interface Asked {
  /** The day that is made up; empty: none. */
  makeUpFor: Api.Day;
}

export function draftView({ rules, phase, mine, from }: Api.Reading.Edition, draft: Draft, { makeUpFor }: Asked): DraftView {
  const { by, note, book } = draft;
  const unit = t.units[by];
  const amount = draft[by];
  const rate = rules[by];
  const count = noteLength(note);
  const wanted = rules.note;
  const stop = (label: string, why = '') => ({ label, disabled: true, note: why });
  const done = mine && mine.today.checkIns > 0 ? t.done(mine.today.checkIns, mine.today.points) : '';
  const go = makeUpFor === '' ? { label: t.act(amount, unit), disabled: false, note: done } : { label: t.actMakeUp(makeUpFor), disabled: false, note: t.makeUpNote(mine?.makeUpsLeft ?? 0) };
  return {
    ...{ amount, unit, label: t.dial[by], rate: rate ? t.rate(rate, unit) : t.unrated[by] },
    noteWords: makeUpFor !== '' ? t.noteNoPoints : wanted === null || count === 0 ? (count > 0 ? t.noteCount(count) : '') : count < wanted.characters ? t.noteMissing(wanted.characters - count, wanted.points) : t.noteEnough(wanted.points),
    noteDone: makeUpFor === '' && wanted !== null && count >= wanted.characters,
    act:
      phase === 'announced' ? stop(t.announced(from))
      : phase !== 'open' ? stop(t.over)
      : mine === null ? stop(t.outside)
      : book === null ? { label: t.needBook, disabled: false, note: '' }
      : amount === 0 ? stop(t.needAmount)
      : go,
  };
}
