import { parseArgs } from 'node:util';
import tcb from '@cloudbase/node-sdk';
import { cloudbaseTarget } from '../database/cloudbase-target';
import { collections } from '../database/collections';
import { localTarget } from '../database/local-target';
import { describeStep, planSteps, provision, type ProvisionTarget } from '../database/provision';
import { type FirstStepsDatabase, offerFirstUnion } from './first-union';
import { localDatabase } from './local-database';

const usage = `用法：
  npm run provision -- --local http://127.0.0.1:端口     本机云
  npm run provision -- --env 环境ID                       CloudBase 环境（读环境变量 TENCENTCLOUD_SECRETID、TENCENTCLOUD_SECRETKEY）
  第一次启用时加 --first-union 江城市总工会 [--region 江城市]：给出一次性认领码，凭它成为第一位系统管理员
  加 --dry-run 只列出要做的事；不给环境时列出全部集合与索引`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { local: { type: 'string' }, env: { type: 'string' }, 'first-union': { type: 'string' }, region: { type: 'string', default: '' }, 'dry-run': { type: 'boolean', default: false } } });
  const target = targetOf(values);
  if (!target) {
    console.log(usage);
    for (const step of planSteps([], collections)) console.log(`  ${describeStep(step)}`);
    return;
  }
  const say = (steps: string[]) => console.log(steps.length === 0 ? '没有要改的。' : steps.join('\n'));
  if (values['dry-run']) {
    say(planSteps(await target.existing(), collections).map(describeStep));
    return;
  }
  say((await provision(target, collections)).map((step) => `已完成 ${describeStep(step)}`));
  const unionName = values['first-union'];
  if (unionName === undefined) return;
  const code = await offerFirstUnion(databaseOf(values), unionName, values.region, Date.now());
  console.log(`认领码：${code}\n7 天内有效，只能用一次，不要发到群里。请第一位系统管理员打开小程序：我的 › 加入工会 › 第一次启用，填认领码和姓名。`);
}

/** The documents of the same database. */
function databaseOf(values: { local?: string | undefined; env?: string | undefined }): FirstStepsDatabase {
  if (values.local !== undefined) return localDatabase(values.local);
  const { TENCENTCLOUD_SECRETID: secretId = '', TENCENTCLOUD_SECRETKEY: secretKey = '' } = process.env;
  return tcb.init({ env: values.env ?? '', secretId, secretKey }).database() as unknown as FirstStepsDatabase;
}

function targetOf(values: { local?: string | undefined; env?: string | undefined }): ProvisionTarget | null {
  if (values.local !== undefined) return localTarget(values.local);
  if (values.env === undefined) return null;
  const secretId = process.env['TENCENTCLOUD_SECRETID'];
  const secretKey = process.env['TENCENTCLOUD_SECRETKEY'];
  if (!secretId || !secretKey) throw new Error('缺少环境变量 TENCENTCLOUD_SECRETID 或 TENCENTCLOUD_SECRETKEY');
  return cloudbaseTarget({ envId: values.env, secretId, secretKey });
}

main().then(
  // The SDK's timers would hold the process for up to a minute.
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
