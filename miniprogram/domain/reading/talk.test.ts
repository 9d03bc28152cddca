import fc from 'fast-check';
import { answered, decide, enoughReports, mostOwn, mostReplies, reply, report, type Reply, type Talk, type Talked, waiting, waitsSince, withdraw } from './talk';

const plain: Talk = { state: 'shown', why: '', at: 10, replies: [], reports: [], v: 0 };
const said = (id: string, uid = id, change: Partial<Reply> = {}): Reply => ({ id, h: '', uid, name: '', unitName: '', text: '好', at: 20, state: 'shown', why: '', ...change });
const told = (id: string, of = '', at = 30, uid = id) => ({ id, h: '', uid, of, reason: 'ad' as const, at, settled: false });
const kept = (talked: Talked): Talk => {
  if (talked.do === 'refuse') throw new Error(talked.reason);
  return talked.talk;
};
const refused = (talked: Talked) => (talked.do === 'refuse' ? talked.reason : 'kept');

test('a reply is added to what others see, few of one person, not without end', () => {
  expect(kept(reply(plain, said('a')))).toMatchObject({ replies: [{ id: 'a' }], v: 1 });
  expect(refused(reply({ ...plain, state: 'review' }, said('a')))).toBe('hidden');
  const mine = Array.from({ length: mostOwn }, (_, index) => said(`r${index}`, 'u'));
  expect(refused(reply({ ...plain, replies: mine }, said('x', 'u')))).toBe('often');
  expect(refused(reply({ ...plain, replies: Array.from({ length: mostReplies }, (_, index) => said(`r${index}`)) }, said('x')))).toBe('full');
});

test('enough reports of different people take a note or a reply out of sight, until a cadre has let it stand', () => {
  const three = ['a', 'b', 'c'].reduce((talk, uid) => kept(report(talk, told(uid), 'author')), plain);
  expect([three.state, three.reports.length, waitsSince(three)]).toEqual(['reported', enoughReports, 30]);
  expect(refused(report(three, told('d'), 'author'))).toBe('hidden');
  const back = kept(decide(three, '', true, ''));
  expect([back.state, waitsSince(back)]).toEqual(['shown', 0]);
  const more = ['d', 'e', 'f'].reduce((talk, uid) => kept(report(talk, told(uid, '', 50), 'author')), back);
  expect([more.state, waitsSince(more)]).toEqual(['shown', 50]);
  const one = kept(reply(plain, said('r', 'x')));
  expect([refused(report(one, told('x', 'r'), 'author')), refused(report(one, told('author'), 'author')), refused(report(one, told('a', 'no'), 'author'))]).toEqual(['own', 'own', 'none']);
  const gone = ['a', 'b', 'c'].reduce((talk, uid) => kept(report(talk, told(uid, 'r'), 'author')), one);
  expect([gone.state, gone.replies[0]?.state, waiting(gone)]).toEqual(['shown', 'reported', { note: false, replies: ['r'] }]);
  expect(refused(report(kept(report(plain, told('a'), 'author')), told('a2', '', 40, 'a'), 'author'))).toBe('again');
});

test('what waits, waits since it was written or first reported', () => {
  expect(waitsSince({ ...plain, state: 'held' })).toBe(10);
  expect(waitsSince({ ...plain, replies: [said('r', 'x', { state: 'review' })] })).toBe(20);
  expect(waitsSince({ ...plain, state: 'hidden', reports: [told('a')] })).toBe(0);
  expect(refused(decide(plain, '', true, ''))).toBe('none');
  expect(refused(decide({ ...plain, replies: [said('r')] }, 'r', false, '不合适'))).toBe('none');
  expect(kept(decide({ ...plain, state: 'review' }, '', false, '不合适'))).toMatchObject({ state: 'hidden', why: '不合适' });
});

test('who wrote it takes it back, its words too; a late verdict changes nothing more', () => {
  const talk = { ...plain, state: 'held' as const, replies: [said('r', 'u', { state: 'held' })] };
  expect(kept(withdraw(talk, 'r', 'u')).replies).toMatchObject([{ state: 'withdrawn', text: '' }]);
  expect([refused(withdraw(talk, 'r', 'other')), refused(withdraw(kept(withdraw(talk, '', 'u')), '', 'u'))]).toEqual(['none', 'again']);
  expect(kept(answered(talk, 'r', 'shown', '')).replies[0]?.state).toBe('shown');
  expect(refused(answered(kept(withdraw(talk, '', 'u')), '', 'shown', ''))).toBe('none');
});

test('whatever happens, no more than one change a write, and nothing waits that is settled', () => {
  const step = fc.record({ kind: fc.constantFrom('reply', 'report', 'decide', 'withdraw', 'answer'), who: fc.constantFrom('a', 'b', 'c', 'd'), of: fc.constantFrom('', 'r0', 'r1'), yes: fc.boolean() });
  fc.assert(
    fc.property(fc.constantFrom('shown' as const, 'review' as const, 'held' as const), fc.array(step, { maxLength: 30 }), (state, steps) => {
      let talk: Talk = { ...plain, state };
      steps.forEach(({ kind, who, of, yes }, at) => {
        const next =
          kind === 'reply' ? reply(talk, said(`r${talk.replies.length}`, who, { state: yes ? 'shown' : 'held', at: 100 + at }))
          : kind === 'report' ? report(talk, told(`t${at}`, of, 100 + at, who), 'd')
          : kind === 'decide' ? decide(talk, of, yes, yes ? '' : '不合适')
          : kind === 'withdraw' ? withdraw(talk, of, who)
          : answered(talk, of, yes ? 'shown' : 'review', '');
        if (next.do === 'refuse') return;
        expect(next.talk.v).toBe(talk.v + 1);
        talk = next.talk;
      });
      const open = waiting(talk);
      expect(waitsSince(talk) > 0).toBe(open.note || open.replies.length > 0);
      if (talk.state === 'withdrawn' || talk.state === 'hidden') expect(open.note).toBe(false);
      for (const one of talk.replies) expect(one.state === 'withdrawn' ? one.text : '').toBe('');
    }),
  );
});
