/**
 * Is the product closed while its documents are copied or put back? The environment variable is set by scripts/backup and by nobody else:
 * a look-up that costs nothing, where a document would cost every call one.
 */
export const isClosed = (): boolean => process.env['GONGYUN_CLOSED'] === '1';

/** What whoever calls then is told. Nothing was read or written; the phone asks again with the same key. */
export const closedAnswer = { ok: false, error: { code: 'SLOW_DOWN', message: '系统正在备份，几分钟就好，请稍后再试', requestId: '' } } as const;
