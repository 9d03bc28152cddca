import type { Database } from '../../cloudfunctions/platform/database';

/** The functions' own connection in this process, to a local cloud. The SDK reads the address when it is loaded: nothing of the functions may be imported before, but by `import()`. */
export async function functionsDatabase(cloudUrl: string): Promise<Database> {
  Object.assign(process.env, {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${cloudUrl}/admin` }),
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    SCF_NAMESPACE: 'local-env',
    TCB_ENV: 'local-env',
  });
  const { connect } = await import('../../cloudfunctions/platform/database');
  return connect();
}
