import { parseArgs } from 'node:util';
import { cloudbaseTarget } from '../database/cloudbase-target';
import { collections } from '../database/collections';
import { localTarget } from '../database/local-target';
import { describeStep, planSteps, provision, type ProvisionTarget } from '../database/provision';

const usage = `用法：
  npm run provision -- --local http://127.0.0.1:端口     本机云
  npm run provision -- --env 环境ID                       CloudBase 环境（读环境变量 TENCENTCLOUD_SECRETID、TENCENTCLOUD_SECRETKEY）
  加 --dry-run 只列出要做的事；不给环境时列出全部集合与索引`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { local: { type: 'string' }, env: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } } });
  const target = targetOf(values);
  if (!target) {
    console.log(usage);
    for (const step of planSteps([], collections)) console.log(`  ${describeStep(step)}`);
    return;
  }
  const say = (steps: string[]) => console.log(steps.length === 0 ? '没有要改的。' : steps.join('\n'));
  if (values['dry-run']) say(planSteps(await target.existing(), collections).map(describeStep));
  else say((await provision(target, collections)).map((step) => `已完成 ${describeStep(step)}`));
}

function targetOf(values: { local?: string | undefined; env?: string | undefined }): ProvisionTarget | null {
  if (values.local !== undefined) return localTarget(values.local);
  if (values.env === undefined) return null;
  const secretId = process.env['TENCENTCLOUD_SECRETID'];
  const secretKey = process.env['TENCENTCLOUD_SECRETKEY'];
  if (!secretId || !secretKey) throw new Error('缺少环境变量 TENCENTCLOUD_SECRETID 或 TENCENTCLOUD_SECRETKEY');
  return cloudbaseTarget({ envId: values.env, secretId, secretKey });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
