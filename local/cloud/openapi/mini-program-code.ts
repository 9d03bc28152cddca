import qrcode from 'qrcode-generator';
import { refusal } from './open-api';
import type { Api } from './open-api';
import { encodePng } from './png';

const defaultWidth = 430;
const quietZone = 4;
const scenePattern = /^[\w!#$&'()*+,/:;=?@\-.~]{1,32}$/;

/**
 * `wxacode.getUnlimited`: the picture is an ordinary QR code that carries `page?scene=…`, which the local phone's scanCode opens.
 * Refuses 40169 a scene that is empty, longer than 32 characters or holds others than WeChat allows, 41030 a page with a leading slash or a query.
 */
export const getUnlimited: Api = (parameters) => {
  const scene = parameters.get('scene');
  const page = parameters.get('page') ?? '';
  const width = parameters.get('width') ?? defaultWidth;
  if (typeof scene !== 'string' || !scenePattern.test(scene)) return refusal(40169, 'invalid length for scene, or the data is not json string');
  if (typeof page !== 'string' || page.startsWith('/') || page.includes('?')) return refusal(41030, 'invalid page');
  if (typeof width !== 'number' || width < 280 || width > 1280) return refusal(40097, 'invalid args: width');
  return { contentType: 'image/png', buffer: drawCode(`${page}?scene=${encodeURIComponent(scene)}`, width) };
};

/** @param width of the picture in pixels at most; a module is a whole number of pixels */
function drawCode(text: string, width: number): Buffer {
  const code = qrcode(0, 'M');
  code.addData(text, 'Byte');
  code.make();
  const modules = code.getModuleCount() + 2 * quietZone;
  const scale = Math.max(1, Math.floor(width / modules));
  const size = modules * scale;
  const moduleAt = (pixel: number): number => Math.floor(pixel / scale) - quietZone;
  return encodePng(size, (x, y) => {
    const column = moduleAt(x);
    const row = moduleAt(y);
    const inside = Math.min(row, column) >= 0 && Math.max(row, column) < code.getModuleCount();
    return inside && code.isDark(row, column) ? 0 : 255;
  });
}
