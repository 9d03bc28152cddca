import { race, jump, highJump, fun } from '../../domain/meet/template-events';
import { formOf, keysOf, type MarkForm, pressed, withTiming, writtenOf } from './mark-form';

const group: Api.Meet.Group = { id: 'm', name: '男子', sex: 'male', minAge: null, maxAge: null, next: null };
const blank: Api.Meet.DeskCard = { call: 'in', entered: null, m: 0, byName: '' };
const fill = (form: MarkForm, values: Record<string, string>): MarkForm => ({ ...form, fields: form.fields.map((one) => ({ ...one, text: values[one.id] ?? one.text })) });

test('three watches and the order of arrival; another clock has a field of its own', () => {
  const event = race(100)(group);
  const form = formOf(event, blank, 'hand', 1, false);
  expect(form.fields.map(({ id }) => id)).toEqual(['w0', 'w1', 'w2', 'finish']);
  expect(writtenOf(event, form)).toEqual({ ok: false, fault: '' });
  expect(writtenOf(event, fill(form, { w0: '12.31', w1: '12.38', finish: '2' }))).toMatchObject({ ok: true, mark: '12.4', entered: { raw: { ms: [12_310, 12_380], finish: 2 } } });
  expect(writtenOf(event, fill(form, { w0: '9.9.9' }))).toEqual({ ok: false, fault: 'bad' });
  expect(withTiming(event, form, 'photo').fields.map(({ id }) => id)).toEqual(['w0', 'finish']);
  expect(writtenOf(event, { ...form, outcome: 'DNF' })).toMatchObject({ ok: true, mark: '未完赛', entered: { raw: null } });
  expect(writtenOf(event, { ...form, outcome: 'DQ' })).toEqual({ ok: false, fault: 'rule' });
});

test('attempts take x, - and r in one touch, each with its wind; finalists have six', () => {
  const event = jump('跳远', true)(group);
  const form = formOf(event, blank, 'hand', 1, false);
  expect(form.fields.map(({ id }) => id)).toEqual(['a0', 'v0', 'a1', 'v1', 'a2', 'v2']);
  expect(writtenOf(event, fill(form, { a0: '5.43', v0: '+1.2', a1: 'x' }))).toMatchObject({ ok: true, mark: '5.43', entered: { raw: { attempts: [5430, 'x'], winds: [120, null] } } });
  expect(formOf({ ...event, measure: { kind: 'distance', finalists: 8 } }, blank, 'hand', 1, true).fields.filter(({ kind }) => kind === 'attempt')).toHaveLength(6);
  expect(pressed({ kind: 'attempt', text: '5.4' }, 'x')).toBe('x');
  expect(pressed({ kind: 'attempt', text: 'x' }, '6')).toBe('6');
  expect(pressed({ kind: 'wind', text: '1.2' }, '-')).toBe('-1.2');
});

test('a card of heights is filled bar by bar', () => {
  const event = highJump(1200, 50, 4)(group);
  const form = formOf(event, blank, 'hand', 1, false);
  expect(form.fields.map(({ label }) => label)).toEqual(['1.20', '1.25', '1.30', '1.35']);
  expect(writtenOf(event, fill(form, { h0: '-', h1: 'xo', h2: 'xxx' }))).toMatchObject({ ok: true, mark: '1.25' });
  expect(writtenOf(event, fill(form, { h0: 'xxx', h1: 'o' }))).toEqual({ ok: false, fault: 'card' });
  expect(keysOf('trial').flatMap(({ keys }) => keys)).toEqual(['o', 'x', '-', 'r', '<']);
});

test('a penalty is counted in, what was entered comes back as it was typed', () => {
  const event = fun('运球接力', { kind: 'timePenalty', penalty: 2000 }, null)(group);
  const form = { ...fill(formOf(event, blank, 'hand', 4, false), { w0: '1:02.34' }), violations: 2 };
  const written = writtenOf(event, form);
  expect(written).toMatchObject({ ok: true, mark: '1:06.4' });
  if (!written.ok) return;
  expect(formOf(event, { ...blank, entered: written.entered }, 'hand', 4, false)).toEqual(form);
});
