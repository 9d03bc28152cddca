// Installs what package-lock.json pins, if it is not installed yet. Needs nothing but Node.
//   node scripts/setup.mjs run   what `npm start` needs (no test tools)
//   node scripts/setup.mjs all   everything
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const wanted = process.argv[2] === 'run' ? 'run' : 'all';
const stampFile = join(root, 'node_modules', '.gongyun-setup');
const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
const stamp = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`工韵需要 Node.js 20.19 或更新的版本，当前是 ${process.versions.node}。Gongyun needs Node.js 20.19 or later.`);
  process.exit(1);
}

if (stamp !== `all ${lock}` && stamp !== `${wanted} ${lock}`) {
  const started = Date.now();
  console.log(wanted === 'run' ? '正在安装运行所需的组件（首次约半分钟）… Installing what the app needs' : '正在安装全部组件（首次约 2 分钟）… Installing everything');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(wanted === 'run' ? ['--omit=dev'] : [])];
  const npm = process.env.npm_execpath;
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stampFile, `${wanted} ${lock}`);
  console.log(`安装完成，用时 ${Math.round((Date.now() - started) / 1000)} 秒。Installed.`);
}
