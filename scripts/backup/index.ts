import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { collections } from '../../database/collections';
import { localTarget } from '../../database/local-target';
import { cloudbaseTarget } from '../../database/cloudbase-target';
import { provision, type ProvisionTarget } from '../../database/provision';
import { runningCloud } from '../../local/running';
import { backup, restore } from './copy';
import { cloudbasePlace, localPlace, type Place } from './place';

const usage = `用法：
  npm run backup                                   备份正在运行的本机云（npm start）到 backups/ 下的新文件夹
  npm run backup -- --env 环境ID [--to 文件夹]      备份 CloudBase 环境（读环境变量 TENCENTCLOUD_SECRETID、TENCENTCLOUD_SECRETKEY）
  npm run restore -- --from 文件夹                  恢复到本机云；加 --env 环境ID 恢复到 CloudBase 环境
  已有数据时加 --replace 才会换成备份里的。恢复后先核对，核对通过服务才重新打开。
  单独打开或关闭服务：npm run backup -- --open 或 --close（可加 --env、--local 地址）`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = { local: text, env: text, to: text, from: text, replace: flag, open: flag, close: flag, help: flag };

async function placeOf({ local, env }: { local?: string | undefined; env?: string | undefined }): Promise<{ place: Place; target: ProvisionTarget }> {
  if (env !== undefined) {
    const { TENCENTCLOUD_SECRETID: secretId, TENCENTCLOUD_SECRETKEY: secretKey } = process.env;
    if (!secretId || !secretKey) throw new Error('缺少环境变量 TENCENTCLOUD_SECRETID 或 TENCENTCLOUD_SECRETKEY');
    const access = { envId: env, secretId, secretKey };
    return { place: cloudbasePlace(access), target: cloudbaseTarget(access) };
  }
  const url = local ?? (await runningCloud());
  if (url === null) throw new Error('本机云没有运行：先 npm start，或用 --local 给出地址，或用 --env 给出环境');
  return { place: localPlace(url), target: localTarget(url) };
}

/** 2026-11-21 17-30 */
const folderName = (now: number) => new Date(now + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ').replace(':', '-');

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const [what] = positionals;
  if (values.help || (what !== 'backup' && what !== 'restore') || (what === 'restore' && values.from === undefined)) {
    console.log(usage);
    process.exit(values.help ? 0 : 1);
  }
  const { place, target } = await placeOf(values);
  if (values.open || values.close) {
    await place.close(values.close);
    console.log(values.close ? '服务已关闭' : '服务已打开');
    return;
  }
  const now = Date.now();
  if (what === 'backup') {
    const folder = resolve(values.to ?? join('backups', `${place.name} ${folderName(now)}`));
    const { collections: lines, files } = await backup(place, folder, now, console.log);
    console.log(`已备份 ${lines.reduce((sum, { documents }) => sum + documents, 0)} 份文档、${files.kept} 个文件：${folder}${files.gone > 0 ? `\n${files.gone} 个文件已不在云存储里（如过期的导出）` : ''}\n四个密钥不在里面，要另外保管；没有它们，姓名打不开。`);
    return;
  }
  await provision(target, collections);
  const { documents, files, invariants_failed, s } = await restore(place, resolve(values.from ?? ''), { replace: values.replace }, console.log);
  if (invariants_failed.length > 0) {
    console.error(`核对没有通过，服务保持关闭：\n${invariants_failed.map(({ check, wrong }) => `  ${check}: ${wrong.join('; ')}`).join('\n')}`);
    process.exit(1);
  }
  console.log(`已恢复 ${documents} 份文档、${files} 个文件，核对全部通过，用时 ${s} 秒，服务已打开。`);
}

main().then(
  // The SDK's timers would hold the process for up to a minute.
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
