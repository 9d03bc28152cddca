import { moment } from '../../../../format/when';
import { notesTexts as t } from '../../texts';

/** A note or a reply that waits, as the page shows it. */
export interface Waiting {
  noteId: string;
  /** null: the note itself. */
  replyId: string | null;
  who: string;
  when: string;
  text: string;
  why: string[];
}

export interface Card {
  noteId: string;
  head: string;
  text: string;
  photos: { mediaId: string; url: string }[];
  /** null: the note stands, replies to it wait. */
  note: Waiting | null;
  replies: Waiting[];
}

const whyOf = (state: Api.Reading.Sight, reports: readonly Api.Reading.DeskReport[], same: string): string[] => {
  const told = [...new Set(reports.map(({ reason }) => t.reported[reason]))];
  const waits = state === 'review' || state === 'held' ? [t.why[state]] : [];
  return [...waits, ...(told.length > 0 ? [t.toldBy(told.join('、'), reports.length)] : []), ...(same === '' ? [] : [t.same(same)])];
};

export function cardOf(note: Api.Reading.DeskNote, now: Api.Millis): Card {
  const who = (name: string, unitName: string) => (name === '' ? t.left : `${name} · ${unitName}`);
  const own: Waiting = { noteId: note.noteId, replyId: null, who: who(note.name, note.unitName), when: moment(note.at, now), text: note.text, why: whyOf(note.state, note.reports, note.same) };
  return {
    noteId: note.noteId,
    head: t.of(note.bookTitle, own.who, own.when),
    text: note.text,
    photos: note.photos.map(({ mediaId, url }) => ({ mediaId, url })),
    note: note.waits ? own : null,
    replies: note.replies.map(({ replyId, name, unitName, text, at, state, reports }) => ({ noteId: note.noteId, replyId, who: who(name, unitName), when: moment(at, now), text, why: whyOf(state, reports, '') })),
  };
}
