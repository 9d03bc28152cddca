import * as v from 'valibot';
import type { Database } from './database';
import { createRouter, defineAction, type Member } from './router';

const member: Member = { uid: 'm1', name: '陈建国', unitId: 'u', unitName: '江城机床厂工会', unitPath: '/u/', lastUntil: 0, since: 0, changedAt: 0, grants: [] };
// None of these calls comes to the database.
const db = {} as Database;

test('an unknown throw is one error with a number to ask by; its words, and who called, are in no log line and no answer', async () => {
  const lines: string[] = [];
  const spy = jest.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const me = defineAction('people.me', 'anyone', v.strictObject({}), async () => {
    throw Object.assign(new Error('duplicate key {name: "陈建国", phone: "13800138000", openid: "o-secret"}'), { errCode: -502001 });
  });
  const route = createRouter({ db, actions: [me], identify: async () => member });
  const answer = await route({ action: 'people.me', input: {} }, 'o-secret');
  spy.mockRestore();
  expect(answer).toEqual({ ok: false, error: { code: 'INTERNAL', message: expect.stringMatching(/[\u4e00-\u9fff]/), requestId: expect.stringMatching(/^[2-9A-Z]{8}$/) } });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'call', action: 'people.me', code: 'INTERNAL', errCode: -502001 });
  for (const text of [...lines, JSON.stringify(answer)]) expect(text).not.toMatch(/陈建国|13800138000|o-secret/);
});
