import type { IncomingMessage, ServerResponse } from 'node:http';

/** One HTTP request and its answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

/** A refusal of the HTTP surface itself: it becomes the answer `{errMsg}` with this status. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The platform takes events of 6 MB at most. */
const eventLimit = 6 * 1024 * 1024;

/** @throws HttpError 413 when the body is longer than `limit` bytes */
export function readBody(request: IncomingMessage, limit = eventLimit): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) {
        reject(new HttpError(413, `request body exceeds ${limit} bytes`));
        request.pause();
      } else {
        chunks.push(chunk);
      }
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

/** @returns the JSON object of the body; an empty body is `{}`. @throws HttpError 400 */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = (await readBody(request)).toString('utf8');
  return parseObject(text === '' ? '{}' : text);
}

/** @throws HttpError 400 when the text is not a JSON object */
export function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new HttpError(400, 'the body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new HttpError(400, 'the body is not a JSON object');
  return { ...value };
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string | number>> = {}): void {
  sendText(response, status, JSON.stringify(body), headers);
}

/** @param json JSON text */
export function sendText(
  response: ServerResponse,
  status: number,
  json: string,
  headers: Readonly<Record<string, string | number>> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(json),
    ...headers,
  });
  response.end(json);
}

const openidPattern = /^[\w-]{1,128}$/;

/** The WeChat account a development request speaks for: header `x-wx-openid`. @throws HttpError 400 */
export function openidOf(request: IncomingMessage): string | undefined {
  const openid = request.headers['x-wx-openid'];
  if (openid === undefined || openid === '') return undefined;
  if (typeof openid !== 'string' || !openidPattern.test(openid)) throw new HttpError(400, 'x-wx-openid is not an openid');
  return openid;
}
