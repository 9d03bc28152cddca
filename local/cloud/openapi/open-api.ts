import { decodeRequest, encodeAnswer, encodeError } from './protocol';
import type { Parameters } from './protocol';

/** What one open API answers: JSON with `errcode` (0 = done), or a file. */
export type ApiReply = Readonly<Record<string, unknown>> | { readonly contentType: string; readonly buffer: Buffer };

/** Answers one open API, such as `subscribeMessage.send`. */
export type Api = (parameters: Parameters) => ApiReply | 'unreachable';

const notPermitted = -604101;
const notFromWeChat = -604104;

/** WeChat's server APIs as functions reach them through `cloud.openapi`. */
export class OpenApi {
  constructor(private readonly apis: ReadonlyMap<string, Api>) {}

  /**
   * @param requestData CommApiData bytes
   * @param permitted what the calling function's config.json allows; undefined when no function calls
   * @returns CommOpenApiResp bytes, or an error of the platform: the API is unknown or cannot be reached
   */
  answer(apiName: string, requestData: Uint8Array, permitted: readonly string[] | undefined): Buffer | { code: string; message: string } {
    if (permitted === undefined) return encodeError(notFromWeChat);
    const api = this.apis.get(apiName);
    if (api === undefined) return { code: 'INVALID_PARAM', message: `API ${apiName} is not supported by the local cloud` };
    if (!permitted.includes(apiName)) return encodeError(notPermitted);
    const reply = api(decodeRequest(requestData));
    if (reply === 'unreachable') return { code: 'SERVER_TIMEOUT', message: `[Timeout] ${apiName} did not answer` };
    if ('buffer' in reply && Buffer.isBuffer(reply.buffer)) {
      return encodeAnswer({ contentType: String(reply['contentType']), body: reply.buffer });
    }
    return encodeAnswer({ contentType: 'application/json; encoding=utf-8', body: Buffer.from(JSON.stringify(reply)) });
  }
}

/** @returns a refusal as WeChat words it */
export function refusal(errcode: number, errmsg: string): ApiReply {
  return { errcode, errmsg };
}
