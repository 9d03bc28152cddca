import { inflateRawSync } from 'node:zlib';

/** Parts of an Office file by name, from the zip's directory. */
export function unzipped(file: Buffer): Record<string, Buffer> {
  const parts: Record<string, Buffer> = {};
  let at = file.readUInt32LE(file.lastIndexOf('PK\u0005\u0006', undefined, 'latin1') + 16);
  while (file.readUInt32LE(at) === 0x02014b50) {
    const [method, size, nameLength] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20), file.readUInt16LE(at + 28)];
    const local = file.readUInt32LE(at + 42);
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const bytes = file.subarray(from, from + size);
    parts[file.toString('utf8', at + 46, at + 46 + nameLength)] = method === 8 ? inflateRawSync(bytes) : bytes;
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return parts;
}

export const partsOf = (file: Buffer) => Object.fromEntries(Object.entries(unzipped(file)).map(([name, bytes]) => [name, bytes.toString('utf8')]));

/** The words of a Word file, paragraph by paragraph. */
export const wordsOf = (file: Buffer) => [...(partsOf(file)['word/document.xml'] ?? '').matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([p]) => [...p.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((run) => run[1]).join(''));

/** The cells of an Excel sheet as text, row by row; empty ones at the end of a row may be missing. */
export function rowsOf(file: Buffer, sheet: number): string[][] {
  const parts = partsOf(file);
  const plain = (xml: string) => [...xml.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g)].map(([, words]) => words).join('');
  const shared = [...(parts['xl/sharedStrings.xml'] ?? '').matchAll(/<si>.*?<\/si>/gs)].map(([one]) => plain(one));
  return [...(parts[`xl/worksheets/sheet${sheet}.xml`] ?? '').matchAll(/<row .*?<\/row>/gs)].map(([row]) =>
    [...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes = '', body = '']) => {
      const value = /<v>([^<]*)<\/v>/.exec(body)?.[1] ?? '';
      return attributes.includes('t="s"') ? (shared[Number(value)] ?? '') : body.includes('<is>') ? plain(body) : value;
    }),
  );
}
