import type { Bundle } from './bundles';
import type { Call } from './calls';

export const environmentId = 'local-env';
export const appId = 'wxlocal0000000000';
const region = 'ap-shanghai';
const clientAddress = '127.0.0.1';

/**
 * The environment of a function for as long as its worker lives.
 * @param adminUrl where the SDKs send their requests
 * @param keys the environment variables a developer sets in the console: secrets, template ids
 */
export function workerEnvironment(adminUrl: string, keys: Readonly<Record<string, string>>): Record<string, string> {
  return {
    ...keys,
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: region,
    TENCENTCLOUD_SECRETID: 'local-secret-id',
    TENCENTCLOUD_SECRETKEY: 'local-secret-key',
    TENCENTCLOUD_SESSIONTOKEN: 'local-session',
    SCF_NAMESPACE: environmentId,
    TCB_ENV: environmentId,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: adminUrl }),
  };
}

/** Environment of one call: set before it starts, removed before the next. */
export function callEnvironment(call: Call, clockOffsetMs: number, closed: boolean): Record<string, string> {
  const timer = call.source === 'wx_trigger';
  const wx: Record<string, string> = { WX_APPID: appId, WX_API_TOKEN: call.token };
  if (call.openid !== undefined) wx['WX_OPENID'] = call.openid;
  if (!timer) wx['WX_CLIENTIP'] = clientAddress;
  if (timer) wx['WX_TRIGGER_API_TOKEN_V0'] = call.token;
  return {
    ...wx,
    ...(timer ? { TRIGGER_SRC: 'timer' } : {}),
    WX_CONTEXT_KEYS: Object.keys(wx).join(','),
    TCB_SOURCE: call.source,
    TCB_SEQID: call.requestId,
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE,TCB_SEQID',
    GONGYUN_CLOCK_OFFSET_MS: String(clockOffsetMs),
    ...(closed ? { GONGYUN_CLOSED: '1' } : {}),
  };
}

/** The second argument of `exports.main`; the worker adds the environment in its two written forms. */
export function callContext(call: Call, bundle: Bundle): Record<string, unknown> {
  return {
    request_id: call.requestId,
    memory_limit_in_mb: bundle.memoryMb,
    time_limit_in_ms: bundle.timeoutSeconds * 1000,
    function_name: call.functionName,
    function_version: '$LATEST',
    namespace: environmentId,
    tencentcloud_appid: '1250000000',
    tencentcloud_region: region,
  };
}

/** The event as a function sees it when a phone calls: the platform adds these two fields and overrules the caller's own. */
export function phoneEvent(fields: Readonly<Record<string, unknown>>, openid: string | undefined): string {
  return JSON.stringify({ ...fields, tcbContext: {}, userInfo: { appId, ...(openid === undefined ? {} : { openId: openid }) } });
}
