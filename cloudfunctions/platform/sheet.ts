import cloud from 'wx-server-sdk';
import * as v from 'valibot';
import { readSheet } from 'read-excel-file/node';
import { Refusal } from './errors';
import { causeOf, log } from './log';

/** Larger ones are none that our rows need, bytes. */
const largest = 4_000_000;
/** What its parts may unpack to, bytes: a small file can be made to fill the memory. */
const largestUnpacked = 60_000_000;

/** What a zip archive says it unpacks to: the entries of its directory summed. */
function unpackedSize(bytes: Buffer): number {
  const entry = Buffer.from('PK\u0001\u0002');
  let sum = 0;
  for (let at = bytes.indexOf(entry); at >= 0 && at + 46 <= bytes.length; at = bytes.indexOf(entry, at + 46)) sum += bytes.readUInt32LE(at + 24);
  return sum;
}

/**
 * The cells of the first sheet of an Excel file in storage, as text; the file is deleted. Numbers lose no digit that Excel shows,
 * days are YYYY-MM-DD.
 * @returns null: it is not there, is too large or is no Excel file
 */
export async function takeSheet(fileId: string): Promise<string[][] | null> {
  try {
    const { fileContent } = await cloud.downloadFile({ fileID: fileId });
    if (fileContent.length > largest || unpackedSize(fileContent) > largestUnpacked) return null;
    return (await readSheet(fileContent)).map((row) => trimmed(row.map(cellText)));
  } catch (error) {
    log('sheet', causeOf(error));
    return null;
  } finally {
    await Promise.resolve(cloud.deleteFile({ fileList: [fileId] })).catch((error: unknown) => log('sheet', causeOf(error)));
  }
}

/** Only files that were put into storage to be imported. */
export const importedFile = v.pipe(v.string(), v.maxLength(200), v.regex(/^cloud:\/\/[A-Za-z0-9._-]+\/imports\/[A-Za-z0-9_-]{10,40}\.xlsx$/));

/** The same of a file that was put there to be imported. @throws BAD_INPUT: it cannot be read */
export async function importedCells(fileId: string): Promise<string[][]> {
  const cells = await takeSheet(fileId);
  if (!cells) throw new Refusal('BAD_INPUT', '读不了这个文件：要 .xlsx 格式，不超过 4 MB。请另存后再试');
  return cells;
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell);
}

/** Without the empty cells that a sheet's width puts behind a row. */
function trimmed(cells: string[]): string[] {
  const last = cells.reduce((found, cell, index) => (cell.trim() === '' ? found : index), -1);
  return cells.slice(0, last + 1);
}

/** The cells of what was copied from a sheet: rows by line, cells by tab. */
export function pastedCells(text: string): string[][] {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.split('\t'));
}
