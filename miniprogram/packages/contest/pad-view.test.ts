import { firstPiece, sheetHere, stateOf, whyNot } from './pad-view';

const criteria = [{ id: 'pitch', name: '音准', weight: 60 }, { id: 'bearing', name: '台风', weight: 40 }];
const piece = (entryId: string, change: Partial<Api.Contest.JudgedPiece> = {}): Api.Contest.JudgedPiece => ({
  ...{ entryId, number: 1, title: entryId, unitName: '', form: 'solo', songs: [], state: 'done', seat: 'seated', mayReturn: false, held: false, released: false },
  ...change,
});

test('what waits on the phone stands over what the server has', () => {
  const known = [{ entryId: 'e', marks: { pitch: 900 }, signedAt: null, asked: null, corrections: 0, v: 2 }];
  expect(sheetHere('e', known, { find: () => undefined })).toEqual({ marks: { pitch: 900 }, v: 2, signed: false, waits: false });
  const waiting = { entryId: 'e', marks: { pitch: 950 }, sign: true, v: 2, sent: null };
  const here = sheetHere('e', known, { find: () => waiting });
  expect(here).toEqual({ marks: { pitch: 950 }, v: 2, signed: true, waits: true });
  expect(stateOf(piece('e'), here)).toBe('waiting');
  expect(stateOf(piece('e', { seat: 'recused' }), here)).toBe('recused');
});

test('why a sheet cannot be signed yet', () => {
  const marks = { pitch: 900, bearing: 900 };
  const pieces = [piece('a', { held: true }), piece('b', { held: true, state: 'waiting' }), piece('c')];
  const why = (at: number, given: Api.Contest.SheetMarks = marks) => whyNot({ criteria, pieces }, pieces[at] ?? piece('x'), given);
  expect(why(2)).toBe('');
  expect(why(2, { pitch: 900 })).toContain('1 项');
  expect(why(0)).toContain('基准');
  expect(why(1)).toContain('上台');
});

test('it opens at who is on stage, else at who is over, of those not signed', () => {
  const pieces = [piece('a'), piece('b', { state: 'stage' }), piece('c', { state: 'stage', seat: 'recused' }), piece('d', { state: 'expected' })];
  expect(firstPiece(pieces, () => false)).toBe(1);
  expect(firstPiece(pieces, (id) => id === 'b')).toBe(0);
  expect(firstPiece(pieces, (id) => id !== 'd')).toBe(3);
  expect(firstPiece(pieces, () => true)).toBe(0);
});
