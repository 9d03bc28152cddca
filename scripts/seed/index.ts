import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { collections } from '../../database/collections';
import { localTarget } from '../../database/local-target';
import { provision } from '../../database/provision';
import { startCloud } from '../../local/cloud';
import { localKeys } from '../../local/keys';
import { homeDir, runningCloud } from '../../local/running';
import { functionsDir } from '../build-functions';
import { clearCity, seedCity } from './write';

const usage = '用法：npm run seed -- --members 100000    重新建立示范城市（原有数据会清空），成员数可到 100 万';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { members: { type: 'string', default: '300' }, help: { type: 'boolean', default: false } } });
  const members = Number(values.members);
  if (values.help || !Number.isInteger(members) || members < 300 || members > 1_000_000) {
    console.log(usage);
    process.exit(values.help ? 0 : 1);
  }
  Object.assign(process.env, localKeys(join(homeDir, 'keys.json')));
  const running = await runningCloud();
  const own = running === null ? await startCloud({ dataDir: homeDir, functionsDir, timers: false, quiet: true }) : null;
  const url = running ?? own?.url ?? '';
  const started = Date.now();
  console.log(`正在准备 ${members} 名会员…`);
  await provision(localTarget(url), collections);
  await clearCity(url);
  await seedCity(url, {
    members,
    now: Date.now(),
    progress: (name, done, total) => process.stdout.write(`\r${name} ${done}/${total}          ${done === total ? '\n' : ''}`),
  });
  console.log(`江城已建好：${members} 名会员，用时 ${((Date.now() - started) / 1000).toFixed(1)} 秒。`);
  await own?.close();
}

main().then(
  // The SDK's timers would hold the process for up to a minute.
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
