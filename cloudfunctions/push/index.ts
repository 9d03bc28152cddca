import cloud from 'wx-server-sdk';
import { takeVerdict } from '../modules/media/check';
import { connect } from '../platform/database';
import { sentences } from '../platform/errors';
import { closedAnswer, isClosed } from '../platform/gate';
import { causeOf, log } from '../platform/log';

const db = connect();

interface Refused {
  ok: false;
  error: { code: Api.ErrorCode; message: string };
}

const refused = (code: Api.ErrorCode): Refused => ({ ok: false, error: { code, message: sentences[code] } });

/**
 * WeChat's message push. Anybody can send such an event: whatever came from a client, directly or through a function, is refused,
 * and only a check that we asked for has a number that we know. @returns what WeChat expects, `success`
 */
export async function main(event: unknown): Promise<'success' | Refused> {
  const { SOURCE = '' } = cloud.getWXContext();
  if (SOURCE.split(',').includes('wx_client')) return refused('FORBIDDEN');
  if (isClosed()) return closedAnswer;
  try {
    const taken = await takeVerdict(db, event);
    log('push', { taken });
    return taken ? 'success' : refused('NOT_FOUND');
  } catch (error) {
    log('push', causeOf(error));
    return refused('INTERNAL');
  }
}
