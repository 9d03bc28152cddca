import { deflateSync } from 'node:zlib';
import qrcode from 'qrcode-generator';

/** Pictures for files: QR codes, and what a picture that comes from outside is. */

export interface Picture {
  type: 'png' | 'jpg';
  bytes: Buffer;
}

/** Pixels a module: a printer's dot stays far below a module. */
const scale = 6;
const quiet = 4;

/** The QR code of a text as a black and white PNG with its quiet zone, error correction M. */
export function qrPicture(text: string): Picture {
  const code = qrcode(0, 'M');
  code.addData(text, /^[0-9A-Z $%*+\-./:]*$/.test(text) ? 'Alphanumeric' : 'Byte');
  code.make();
  const modules = code.getModuleCount();
  const side = (modules + 2 * quiet) * scale;
  const rowBytes = Math.ceil(side / 8) + 1;
  const pixels = Buffer.alloc(rowBytes * side, 0xff);
  for (let y = 0; y < side; y += 1) pixels[y * rowBytes] = 0;
  for (let row = 0; row < modules; row += 1) {
    const first = (row + quiet) * scale * rowBytes;
    for (let column = 0; column < modules; column += 1) if (code.isDark(row, column)) blacken(pixels, first + 1, (column + quiet) * scale);
    // The rest of the module's pixel rows are the same.
    for (let copy = 1; copy < scale; copy += 1) pixels.copy(pixels, first + copy * rowBytes, first, first + rowBytes);
  }
  return { type: 'png', bytes: greyscale(side, pixels) };
}

/** One module's run of pixels. `start`: byte of the row's first pixel. */
function blacken(pixels: Buffer, start: number, from: number): void {
  for (let x = from; x < from + scale; x += 1) {
    const at = start + (x >> 3);
    pixels[at] = (pixels[at] ?? 0) & ~(0x80 >> (x & 7));
  }
}

/** A square PNG of one bit a pixel. `rows`: each with its filter byte. */
function greyscale(side: number, rows: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 1;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A picture from outside by its first bytes: WeChat's codes come as PNG or as JPEG. */
export function pictureOf(bytes: Buffer): Picture {
  return { type: bytes[0] === 0xff && bytes[1] === 0xd8 ? 'jpg' : 'png', bytes };
}

/** A photo with its size in pixels. */
export interface Photo extends Picture {
  width: number;
  height: number;
}

/** A photo as PNG or JPEG says of itself; null: it is neither. */
export function photoOf(bytes: Buffer): Photo | null {
  const picture = pictureOf(bytes);
  if (picture.type === 'png') return bytes.length < 24 || bytes.toString('latin1', 1, 4) !== 'PNG' ? null : { ...picture, width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  return jpegSize(bytes, picture);
}

/** A JPEG says its size in the frame header: segments C0–CF but for C4, C8 and CC, which are tables. */
function jpegSize(bytes: Buffer, picture: Picture): Photo | null {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { ...picture, height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
