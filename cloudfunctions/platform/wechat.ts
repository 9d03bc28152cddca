import cloud from 'wx-server-sdk';
import { causeOf, log } from './log';

/** Calls to WeChat's open API and to file storage, through wx-server-sdk. */

interface OpenApi {
  wxacode: {
    getUnlimited(query: { scene: string; page: string; checkPath: boolean; width: number }): Promise<{ buffer: Buffer; contentType: string }>;
  };
  security: {
    msgSecCheck(query: { openid: string; scene: number; version: number; content: string }): Promise<{ result?: { suggest?: unknown } }>;
    mediaCheckAsync(query: { openid: string; scene: number; version: number; mediaUrl: string; mediaType: number }): Promise<{ traceId?: unknown }>;
  };
  subscribeMessage: {
    send(message: { touser: string; templateId: string; page: string; data: Record<string, { value: string }> }): Promise<{ errCode: number }>;
  };
}

// The SDK makes these methods on demand and types none of them.
const openApi = cloud.openapi as unknown as OpenApi;

/** A mini-program code that opens `page` with `scene` (≤ 32 characters), kept in storage. @returns its file id */
export async function makeCode(page: string, scene: string): Promise<string> {
  const image = await openApi.wxacode.getUnlimited({ scene, page, checkPath: false, width: 430 });
  const { fileID } = await cloud.uploadFile({ cloudPath: `codes/${scene}.png`, fileContent: image.buffer });
  return fileID;
}

/** The second version of the checks; scene 3: a forum, what members write for members. Photos are media of type 2. */
const check = { version: 2, scene: 3 };
const photo = 2;

const judgements = ['pass', 'risky', 'review'] as const;

/**
 * WeChat's judgement of a text that other members will see, at most 2,500 characters. It must be asked within a call of the author,
 * who was in the app during the last two hours. `review`: WeChat wants a person to look. `unreachable`: there is no verdict, and such
 * a text is HELD, never published.
 */
export async function checkText(openid: string, text: string): Promise<'pass' | 'risky' | 'review' | 'unreachable'> {
  try {
    const { result } = await openApi.security.msgSecCheck({ ...check, openid, content: text });
    return judgements.find((one) => one === result?.suggest) ?? 'unreachable';
  } catch (error) {
    log('checkText', causeOf(error));
    return 'unreachable';
  }
}

/** Asks WeChat to look at a photo, within a call of its author. The verdict is pushed later, under this number. `url`: WeChat fetches it from there. */
export async function checkPhoto(openid: string, url: string): Promise<{ trace: string } | 'unreachable'> {
  try {
    const { traceId } = await openApi.security.mediaCheckAsync({ ...check, openid, mediaUrl: url, mediaType: photo });
    return typeof traceId === 'string' && traceId !== '' ? { trace: traceId } : 'unreachable';
  } catch (error) {
    log('checkPhoto', causeOf(error));
    return 'unreachable';
  }
}

/** What WeChat's answers mean; a code that is not here is a refusal of this one message. */
const outcomes: Readonly<Record<number, 'spent' | 'wrongTemplate' | 'wrongData' | 'overQuota'>> = { 43101: 'spent', 40037: 'wrongTemplate', 47003: 'wrongData', 45009: 'overQuota' };

/**
 * What became of a send. spent: the person's consent is used up or withdrawn. wrongTemplate: WeChat does not know the template,
 * wrongData: it refuses what we put into it; whoever it is for. overQuota: enough for today, nobody got it. failed: refused for another reason. Throws where no answer came: nobody knows.
 */
export async function sendMessage(openid: string, templateId: string, page: string, data: Record<string, string>): Promise<'sent' | 'spent' | 'wrongTemplate' | 'wrongData' | 'overQuota' | 'failed'> {
  try {
    const values = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, { value }]));
    await openApi.subscribeMessage.send({ touser: openid, templateId, page, data: values });
    return 'sent';
  } catch (error) {
    const code: unknown = typeof error === 'object' && error !== null && 'errCode' in error ? error.errCode : undefined;
    // -501xxx and the like are CloudBase's own: the message may have gone out.
    if (typeof code !== 'number' || code < 0) throw error;
    return outcomes[code] ?? 'failed';
  }
}
