import { instant } from '../../../../domain/time/shanghai';
import { noteView, withLike } from './view';

const note: Api.Reading.FeedNote = {
  ...{ noteId: 'n', bookId: 'b', bookTitle: '三体', day: '2026-11-21', at: instant(2026, 11, 21, 9, 5), name: '陈**', unitName: '机床厂工会', text: '好' },
  ...{ photos: [{ mediaId: 'm', url: 'https://p/1', state: 'pass' }], likes: 0, liked: false, replies: 2, mine: false, state: 'shown' },
};
const now = instant(2026, 11, 21, 12);

test('a card says who, from where and when, and what a tap does', () => {
  expect(noteView(note, now)).toMatchObject({ name: '陈**', from: '机床厂工会 · 今天', book: '《三体》', photos: ['https://p/1'], likes: '赞', replies: '2', likeLabel: '点赞，0 人赞过', state: '' });
  expect(noteView({ ...note, mine: true, state: 'review' }, now)).toMatchObject({ name: '我', state: '工会看过后别人才看得到' });
  expect(noteView({ ...note, likes: 1000 }, now).likes).toBe('1000+');
});

test('a heart tapped counts once', () => {
  const liked = withLike(note, true);
  expect([liked.likes, withLike(liked, true).likes, withLike(liked, false).likes]).toEqual([1, 1, 0]);
});
