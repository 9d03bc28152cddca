import { randomUUID } from 'node:crypto';
import { refusal } from './open-api';
import type { Api } from './open-api';

/** Words that stand in for WeChat's judgement, each with its label: enough to see every path of an application. */
const riskyWords: Readonly<Record<string, number>> = {
  赌博: 20003,
  博彩: 20003,
  色情: 20002,
  裸聊: 20002,
  办假证: 20008,
  刷单返利: 20008,
  加微信领红包: 10001,
  傻逼: 20006,
};
const reviewWords: Readonly<Record<string, number>> = { 代购: 10001, 兼职: 10001 };
const normalLabel = 100;
const longestText = 2500;
const visitMs = 2 * 3_600_000;

/** When each person was last in the app, and whether the service can be reached at all. */
export class TextCheckState {
  unreachable = false;
  private readonly visits = new Map<string, number>();

  visited(openid: string, now: number): void {
    this.visits.set(openid, now);
  }

  visitedLately(openid: string, now: number): boolean {
    const last = this.visits.get(openid);
    return last !== undefined && now - last <= visitMs;
  }
}

/**
 * `security.msgSecCheck`, version 2. Refuses 40129 wrong scene, 44002 nothing to check, 47001 wrong version or too long,
 * 61010 the person was not in the app during the last two hours.
 */
export function checkText(state: TextCheckState, now: () => number): Api {
  return (parameters) => {
    if (state.unreachable) return 'unreachable';
    const content = parameters.get('content');
    const openid = parameters.get('openid');
    if (parameters.get('version') !== 2) return refusal(47001, 'data format error: version must be 2');
    if (![1, 2, 3, 4].includes(Number(parameters.get('scene')))) return refusal(40129, 'invalid scene');
    if (typeof openid !== 'string' || openid === '') return refusal(40003, 'invalid openid');
    if (typeof content !== 'string' || content === '') return refusal(44002, 'empty content');
    if ([...content].length > longestText) return refusal(47001, 'data format error: content too long');
    if (!state.visitedLately(openid, now())) return refusal(61010, 'code is expired: user access record timeout');
    const text = ['title', 'nickname', 'signature', 'content'].map((name) => String(parameters.get(name) ?? '')).join('\n');
    const risky = Object.entries(riskyWords).find(([word]) => text.includes(word));
    const doubtful = Object.entries(reviewWords).find(([word]) => text.includes(word));
    const [keyword, label] = risky ?? doubtful ?? [undefined, normalLabel];
    const suggest = risky !== undefined ? 'risky' : doubtful !== undefined ? 'review' : 'pass';
    return {
      errcode: 0,
      errmsg: 'ok',
      trace_id: randomUUID(),
      result: { suggest, label },
      detail: [{ strategy: keyword === undefined ? 'content_model' : 'keyword', errcode: 0, suggest, label, ...(keyword === undefined ? {} : { keyword }) }],
    };
  };
}
