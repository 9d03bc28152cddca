import { createHmac, timingSafeEqual } from 'node:crypto';

export type Purpose = 'get' | 'put';

/** Signs addresses of files: an address is good for one path, one purpose and a limited time. */
export class Signer {
  constructor(private readonly secret: Buffer) {}

  /** @param expires seconds since 1970 */
  sign(purpose: Purpose, cloudPath: string, expires: number): string {
    return createHmac('sha256', this.secret).update(`${purpose}\n${expires}\n${cloudPath}`).digest('hex').slice(0, 32);
  }

  /** @param now ms since 1970 */
  accepts(purpose: Purpose, cloudPath: string, query: URLSearchParams, now: number): boolean {
    const expires = Number(query.get('t'));
    const given = Buffer.from(query.get('sign') ?? '');
    const due = Buffer.from(this.sign(purpose, cloudPath, expires));
    return given.length === due.length && timingSafeEqual(given, due) && expires * 1000 > now;
  }
}
