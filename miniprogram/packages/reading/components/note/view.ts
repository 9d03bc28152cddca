import { dayWords } from '../../../../format/when';
import { talkTexts as t } from '../../talk-texts';

/** A note as its card says it. */
export interface NoteView {
  name: string;
  from: string;
  book: string;
  photos: string[];
  likes: string;
  liked: boolean;
  likeLabel: string;
  replies: string;
  replyLabel: string;
  /** What others see of it; empty: they see it. */
  state: string;
}

export function noteView({ name, unitName, at, bookTitle, photos, likes, liked, replies, mine, state }: Api.Reading.FeedNote, now: Api.Millis): NoteView {
  return {
    ...{ name: mine ? t.mine : name, from: `${unitName} · ${dayWords(at, now)}`, book: t.book(bookTitle), photos: photos.map(({ url }) => url) },
    ...{ likes: t.likes(likes), liked, likeLabel: t.like(likes, liked), replies: t.replies(replies), replyLabel: t.reply(replies), state: t.state[state] },
  };
}

/** The same note after a tap on its heart. */
export const withLike = (note: Api.Reading.FeedNote, on: boolean): Api.Reading.FeedNote =>
  note.liked === on ? note : { ...note, liked: on, likes: note.likes + (on ? 1 : -1) };
