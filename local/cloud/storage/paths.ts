import { environmentId } from '../functions/context';

const bucket = `${Buffer.from(environmentId.slice(0, 2)).toString('hex')}-${environmentId}-1250000000`;
const prefix = `cloud://${environmentId}.${bucket}/`;
const longest = 850;

/**
 * @returns whether a file may be stored under this cloud path: relative, no `.` or `..` step, no empty step, no control character,
 * and none of `\ ? # %`, which the SDKs' own URLs cannot carry
 */
export function isCloudPath(path: unknown): path is string {
  if (typeof path !== 'string' || path === '' || Buffer.byteLength(path) > longest) return false;
  if (/[\u0000-\u001f\u007f\\?#%]/.test(path)) return false;
  return path.split('/').every((step) => step !== '' && step !== '.' && step !== '..');
}

export function fileIdOf(path: string): string {
  return `${prefix}${path}`;
}

/** @returns undefined for a file of another environment and for what is no file id */
export function cloudPathOf(fileId: unknown): string | undefined {
  if (typeof fileId !== 'string' || !fileId.startsWith(prefix)) return undefined;
  const path = fileId.slice(prefix.length);
  return isCloudPath(path) ? path : undefined;
}
