import { readSheet } from 'read-excel-file/universal';
import cloud from 'wx-server-sdk';
import { Refusal } from './errors';

/** Excel files that a phone put into storage for one reading. */

const largestFile = 2_000_000;
/** What the parts of the file may grow to when unpacked, by its own word. */
const largestUnpacked = 40_000_000;
export const mostColumns = 40;

const notExcel = () => new Refusal('BAD_INPUT', '打不开这个文件。请用 .xlsx 格式的 Excel 文件');

/** Bytes that a zip archive says it unpacks to: its directory's entries summed. */
function unpackedSize(bytes: Buffer): number {
  let sum = 0;
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0 && at + 46 <= bytes.length; at = bytes.indexOf('PK\u0001\u0002', at + 46)) sum += bytes.readUInt32LE(at + 24);
  return sum;
}

const textOf = (cell: unknown): string => (cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell));

/**
 * Reads the first sheet as text and removes the file: it names people, and nobody needs it twice.
 * @param fileId of a file that a phone put into `sheets/`; any other is not there
 * @throws Refusal BAD_INPUT where it is no Excel file or too large
 */
export async function readSheetOnce(fileId: string, mostRows: number): Promise<string[][]> {
  if (!/^cloud:\/\/[^/]+\/sheets\/[A-Za-z0-9_-]{22}\.xlsx$/.test(fileId)) throw new Refusal('NOT_FOUND', '没有找到这个文件，请重新选择');
  const bytes = await cloud.downloadFile({ fileID: fileId }).then(
    ({ fileContent }) => fileContent,
    () => {
      throw new Refusal('NOT_FOUND', '没有找到这个文件，请重新选择');
    },
  );
  await cloud.deleteFile({ fileList: [fileId] });
  if (bytes.length > largestFile) throw new Refusal('BAD_INPUT', '文件太大，最多 2 MB。请只留下名单那张表');
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK' || unpackedSize(bytes) > largestUnpacked) throw notExcel();
  const copy = new Uint8Array(bytes).buffer;
  const rows = await readSheet(copy).catch(() => {
    throw notExcel();
  });
  if (rows.length > mostRows) throw new Refusal('BAD_INPUT', `一次最多 ${mostRows} 行，请分成几个文件`);
  return rows.map((row) => row.slice(0, mostColumns).map((cell) => textOf(cell).slice(0, 200)));
}
