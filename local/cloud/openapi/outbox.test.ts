import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Outbox } from './outbox';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'outbox-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('messages and consents are there after a restart, also after a line was cut off', () => {
  const file = path.join(directory, 'outbox.jsonl');
  const outbox = new Outbox(file);
  outbox.addConsent('o-1', 't');
  outbox.addConsent('o-1', 't');
  const sent = outbox.send({ openid: 'o-1', templateId: 't', page: '', data: { thing1: { value: 'x' } }, at: 5 });
  appendFileSync(file, '{"type":"con');

  const again = new Outbox(file);
  expect(again.list()).toEqual([sent]);
  expect(again.consentsLeft('o-1', 't')).toBe(1);
  expect(again.consentsLeft('o-2', 't')).toBe(0);
});
