import fc from 'fast-check';
import { type AuditLink, type AuditRecord, beginning, firstBroken, linkOf } from './chain';

const record = (id: string, at = 1): AuditRecord => ({ id, at, by: 'u1', act: 'people.grant', subject: 'u2', scope: '/1/2/', scopeName: '江东区总工会', role: 'gate', until: 99, digest: 'd' });

function chainOf(length: number): AuditLink[] {
  const links: AuditLink[] = [];
  for (let index = 0; index < length; index += 1) links.push(linkOf(links[index - 1] ?? beginning, record(`r${index}`, index)));
  return links;
}

test('a vector computed with another SHA-256: the first link of a chain', () => {
  expect(linkOf(beginning, record('a'))).toMatchObject({ seq: 1, prev: '0'.repeat(64), hash: '97ff866463d8186132fa0d94e4b41f10c3a85a48a8f2c68fbeb13e928b8d5710' });
});

test('a chain as it was written is whole, from any place on', () => {
  const links = chainOf(9);
  expect(firstBroken(links)).toBeNull();
  expect(firstBroken([])).toBeNull();
  expect(firstBroken(links.slice(4), links[3])).toBeNull();
  expect(firstBroken(links.slice(4))).toBe(1);
});

test('one that is left out, put in, doubled or moved is named', () => {
  const links = chainOf(6);
  expect(firstBroken(links.filter(({ seq }) => seq !== 3))).toBe(3);
  expect(firstBroken([...links.slice(0, 2), ...links.slice(1)])).toBe(3);
  expect(firstBroken([...links.slice(0, 2), ...links.slice(2).reverse()])).toBe(3);
  expect(firstBroken([...links.slice(0, 3), linkOf(links[1] ?? beginning, record('x')), ...links.slice(3)])).toBe(4);
});

test('whatever field of whatever record is altered, that record is the first broken one; hashed anew, the one after it', () => {
  const fields: (keyof AuditRecord)[] = ['id', 'at', 'by', 'act', 'subject', 'scope', 'scopeName', 'role', 'until', 'digest'];
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 12 }), fc.nat(), fc.constantFrom(...fields), fc.boolean(), (length, at, field, again) => {
      const links = chainOf(length);
      const index = at % (length - 1);
      const before = links[index - 1] ?? beginning;
      const altered = { ...links[index], [field]: 'other' } as AuditLink;
      links[index] = again ? linkOf(before, altered) : altered;
      return firstBroken(links) === index + 1 + (again ? 1 : 0);
    }),
  );
});
