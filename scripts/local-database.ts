import tcb from '@cloudbase/node-sdk';

/**
 * A local cloud through the real SDK, with an administrator's rights.
 * @param cloudUrl such as `http://127.0.0.1:8420`
 */
export function localApp(cloudUrl: string): ReturnType<typeof tcb.init> {
  // Else the SDK looks for a host of the cloud at each request, and without a network each waits for a name that nobody resolves.
  process.env['TENCENTCLOUD'] ??= 'true';
  const options = { env: 'gongyun-local', secretId: 'local', secretKey: 'local', serviceUrl: `${cloudUrl}/admin`, timeout: 60_000 };
  return tcb.init(options as Parameters<typeof tcb.init>[0]);
}

/**
 * The documents of a local cloud.
 * @template D what of the SDK's database the caller uses
 */
export const localDatabase = <D>(cloudUrl: string): D => localApp(cloudUrl).database() as unknown as D;
