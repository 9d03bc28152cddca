import { randomUUID } from 'node:crypto';
import { refusal } from './open-api';
import type { Api } from './open-api';
import type { TextCheckState } from './text-check';

/** WeChat takes seconds to minutes to look at a photo. */
const verdictMs = 700;
/** Words in a file's name that stand in for WeChat's judgement. */
const words = { risky: { suggest: 'risky', label: 20002 }, review: { suggest: 'review', label: 10001 } } as const;
const normal = { suggest: 'pass', label: 100 } as const;

export interface MediaCheckParts {
  readonly state: TextCheckState;
  now(): number;
  /** Whether the file behind an address can be fetched. */
  isThere(url: string): Promise<boolean>;
  /** Delivers a message of WeChat to the function that is set up for it. */
  push(message: Readonly<Record<string, unknown>>): Promise<void>;
}

/** `security.mediaCheckAsync`, version 2: takes the question at once, pushes the verdict (`wxa_media_check`) after a moment. */
export class MediaCheck {
  private readonly waiting = new Set<NodeJS.Timeout>();

  constructor(private readonly parts: MediaCheckParts) {}

  /** Refuses 40004 wrong kind of media, 40066 wrong address, and what the text check refuses. */
  readonly api: Api = (parameters) => {
    const { state, now } = this.parts;
    if (state.unreachable) return 'unreachable';
    const [url, openid] = [parameters.get('media_url'), parameters.get('openid')];
    if (parameters.get('version') !== 2) return refusal(47001, 'data format error: version must be 2');
    if (![1, 2, 3, 4].includes(Number(parameters.get('scene')))) return refusal(40129, 'invalid scene');
    if (![1, 2].includes(Number(parameters.get('media_type')))) return refusal(40004, 'invalid media type');
    if (typeof openid !== 'string' || openid === '') return refusal(40003, 'invalid openid');
    if (typeof url !== 'string' || !/^https?:\/\//.test(url)) return refusal(40066, 'invalid url');
    if (!state.visitedLately(openid, now())) return refusal(61010, 'code is expired: user access record timeout');
    const trace = randomUUID();
    const timer = setTimeout(() => {
      this.waiting.delete(timer);
      void this.deliver(url, openid, trace);
    }, verdictMs);
    this.waiting.add(timer);
    return { errcode: 0, errmsg: 'ok', trace_id: trace };
  };

  close(): void {
    for (const timer of this.waiting) clearTimeout(timer);
  }

  private async deliver(url: string, openid: string, trace: string): Promise<void> {
    const { isThere, now, push } = this.parts;
    const head = { ToUserName: 'gh_local', FromUserName: openid, CreateTime: Math.floor(now() / 1000), MsgType: 'event', Event: 'wxa_media_check', appid: 'wxlocal', trace_id: trace, version: 2 };
    if (!(await isThere(url))) return push({ ...head, errcode: -1008, errmsg: 'download fail', detail: [] });
    const name = new URL(url).pathname.split('/').pop()?.toLowerCase() ?? '';
    const result = name.includes('risky') ? words.risky : name.includes('review') ? words.review : normal;
    await push({ ...head, errcode: 0, errmsg: 'ok', result, detail: [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }] });
  }
}
