import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { buildFunctions, functionsDir } from '../build-functions';
import { wechatCheck } from '../wechat-check';
import { percentile } from './measure';

/** Milliseconds that a fresh process takes to require a module, median of 20. */
function requireTime(specifier: string): number {
  const code = `const t=performance.now();require(${JSON.stringify(specifier)});console.log(performance.now()-t)`;
  const env = { ...process.env, TCB_ENV: 'x', SCF_NAMESPACE: 'x', TENCENTCLOUD_RUNENV: 'SCF' };
  const times = Array.from({ length: 20 }, () => Number(execFileSync(process.execPath, ['-e', code], { encoding: 'utf8', env, cwd: join(__dirname, '../..') }).trim().split('\n').pop()));
  return Math.round(percentile(times, 0.5));
}

/** Sizes and load times of what is shipped, and WeChat's own verdict. */
export async function bundlesFigure(): Promise<object> {
  await buildFunctions();
  const api = join(functionsDir, 'api/index.js');
  const { mainPackageKb, qualityFailed } = await wechatCheck();
  return {
    api_kb: Math.round(statSync(api).size / 1024),
    api_require_ms: requireTime(api),
    sdk_only_require_ms: requireTime('wx-server-sdk'),
    main_package_kb: Math.round(mainPackageKb),
    quality_failed: qualityFailed,
  };
}
