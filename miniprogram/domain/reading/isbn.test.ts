import fc from 'fast-check';
import { eanCheck, isbn10Of, readIsbn } from './isbn';

const books = fc.stringMatching(/^[0-9]{9}$/);

test('numbers as they stand on books', () => {
  // 《三体》, as printed on its back.
  expect(readIsbn('978-7-5366-9293-0')).toEqual({ isbn: '9787536692930' });
  expect(readIsbn('ISBN 7-5366-9293-5')).toEqual(readIsbn('978-7-5366-9293-0'));
  expect(readIsbn('ISBN-13: 978 0 306 40615 7')).toEqual({ isbn: '9780306406157' });
  expect(readIsbn('0-306-40615-2')).toEqual({ isbn: '9780306406157' });
  expect(readIsbn('080442957x')).toEqual({ isbn: '9780804429573' });
  expect(readIsbn('９７８７５３６６９２９３０')).toEqual({ isbn: '9787536692930' });
  expect(isbn10Of('9780804429573')).toBe('080442957X');
});

test('what is no book', () => {
  expect(readIsbn('9787536692931')).toEqual({ fault: 'check' });
  expect(readIsbn('978753669293')).toEqual({ fault: 'digits' });
  expect(readIsbn('')).toEqual({ fault: 'digits' });
  expect(readIsbn('X787536692930')).toEqual({ fault: 'digits' });
  // A bottle of water, a journal (ISSN), sheet music (ISMN).
  const ean = (twelve: string) => `${twelve}${eanCheck(twelve)}`;
  for (const twelve of ['690123456789', '977167258500', '979026000043']) expect(readIsbn(ean(twelve))).toEqual({ fault: 'notBook' });
  const french = ean('979109032610');
  expect(readIsbn(french)).toEqual({ isbn: french });
  expect(isbn10Of(french)).toBeNull();
});

test('ten and thirteen digits are one book; every single wrong digit and every swap of neighbours in ten is found', () => {
  fc.assert(
    fc.property(books, fc.nat({ max: 12 }), fc.integer({ min: 1, max: 9 }), (nine, at, step) => {
      const isbn = `978${nine}${eanCheck(`978${nine}`)}`;
      const ten = isbn10Of(isbn) ?? '';
      expect(readIsbn(isbn)).toEqual({ isbn });
      expect(readIsbn(ten)).toEqual({ isbn });
      const wrong = `${isbn.slice(0, at)}${(Number(isbn.charAt(at)) + step) % 10}${isbn.slice(at + 1)}`;
      expect(readIsbn(wrong)).toEqual({ fault: 'check' });
      const place = Math.min(at, 7);
      const swapped = `${ten.slice(0, place)}${ten.charAt(place + 1)}${ten.charAt(place)}${ten.slice(place + 2)}`;
      if (swapped !== ten) expect(readIsbn(swapped)).toEqual({ fault: 'check' });
    }),
  );
});
