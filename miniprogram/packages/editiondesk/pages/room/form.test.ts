import { blankBook, readBook, readSettings, settingsOf } from './form';

test('a room that is not there yet has a name to begin with', () => {
  const settings = settingsOf({ unionId: 'jcjc', unitName: '江城机床厂工会', room: null, titles: 0, lent: 0, overdue: 0 });
  expect(settings).toMatchObject({ name: '江城机床厂工会职工书屋', days: '30', most: '3' });
  expect(readSettings(settings)).toBeNull();
  expect(readSettings({ ...settings, place: '三楼' })).toMatchObject({ place: '三楼', days: 30, most: 3 });
  expect([readSettings({ ...settings, place: '三楼', days: '2' }), readSettings({ ...settings, place: '三楼', most: '11' }), readSettings({ ...settings, place: '三楼', most: '' })]).toEqual([null, null, null]);
});

test('a book is read with its number in 13 digits', () => {
  const book = { ...blankBook, isbn: '978-7-5366-9293-0', title: '三体', author: '刘慈欣', theme: '科幻' };
  expect(readBook(book)).toEqual({ book: { isbn: '9787536692930', title: '三体', author: '刘慈欣', theme: '科幻', copies: 1 } });
  expect(readBook({ ...book, isbn: '9787536692931' })).toMatchObject({ fault: expect.stringContaining('核对') });
  expect([readBook({ ...book, copies: '51' }), readBook({ ...book, theme: '' })].map((one) => 'fault' in one)).toEqual([true, true]);
});
