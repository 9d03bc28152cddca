import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildNpm } from './build-npm';
import type { Compiled } from './wechat/compile';

const projectRoot = resolve(__dirname, '..');
const patience = 300_000;
const mainPackageLimitKb = 800;

export interface WeChatReport {
  errors: string[];
  /** All that is in no subpackage, KB of 1,024 bytes. */
  mainPackageKb: number;
  /** By root, such as `packages/cadre`. */
  subpackagesKb: Record<string, number>;
  /** Names on WeChat's quality list that did not pass. */
  qualityFailed: string[];
}

/**
 * Compiles the app with WeChat's own compilers and asks for their quality list. Works without an account and without a network.
 * @param out folder for the upload package
 */
export async function wechatCheck(projectPath = projectRoot, out = join(projectRoot, 'dist', 'wechat')): Promise<WeChatReport> {
  await buildNpm(join(projectPath, 'miniprogram'));
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const staged = await stage(projectPath);
  const { errors, files, quality } = await compileApart(join(staged, 'project'), out, staged).finally(() => rm(staged, { recursive: true, force: true }));
  const app = JSON.parse(readFileSync(join(projectPath, 'miniprogram', 'app.json'), 'utf8')) as { subPackages?: { root: string }[] };
  const roots = (app.subPackages ?? []).map(({ root }) => root.replace(/\/$/, ''));
  const isIn = (root: string) => (path: string) => path.startsWith(`${root}/`);
  const kb = (chosen: (path: string) => boolean): number => {
    const bytes = Object.entries(files).reduce((sum, [path, size]) => (chosen(path) ? sum + size : sum), 0);
    return Math.ceil(bytes / 102.4) / 10;
  };
  return {
    errors,
    mainPackageKb: kb((path) => !roots.some((root) => isIn(root)(path))),
    subpackagesKb: Object.fromEntries(roots.map((root) => [root, kb(isIn(root))])),
    qualityFailed: Object.keys(quality).filter((name) => quality[name] === false),
  };
}

/**
 * A folder with `project`, a copy of what is uploaded: app and settings. The compiler watches the whole project and wants every folder that it names to be there,
 * so the functions' build, which comes and goes, is left out.
 */
async function stage(projectPath: string): Promise<string> {
  const staged = await mkdtemp(join(tmpdir(), 'gongyun-wechat-'));
  const config = JSON.parse(readFileSync(join(projectPath, 'project.config.json'), 'utf8')) as Record<string, unknown>;
  delete config['cloudfunctionRoot'];
  await mkdir(join(staged, 'project'));
  await writeFile(join(staged, 'project', 'project.config.json'), JSON.stringify(config));
  await cp(join(projectPath, 'miniprogram'), join(staged, 'project', 'miniprogram'), { recursive: true });
  return staged;
}

/** What keeps this report from being good; empty: nothing. */
export function shortcomings({ errors, mainPackageKb, qualityFailed }: WeChatReport): string[] {
  const found = [...errors, ...qualityFailed.map((name) => `WeChat's quality list: ${name}`)];
  if (mainPackageKb > mainPackageLimitKb) found.push(`the main package is ${mainPackageKb} KB, more than ${mainPackageLimitKb}`);
  return found;
}

/** @param cwd where the compiler may leave the folders that it forgets */
function compileApart(projectPath: string, out: string, cwd: string): Promise<Compiled> {
  return new Promise((accept, reject) => {
    const loader = pathToFileURL(createRequire(__filename).resolve('tsx')).href;
    const child = fork(join(__dirname, 'wechat', 'compile.ts'), [projectPath, out], {
      cwd,
      execArgv: ['--import', loader],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      timeout: patience,
      killSignal: 'SIGKILL',
    });
    // Two failed look-ups of WeChat's server are printed on every run; what was printed matters only if no answer comes.
    const printed: string[] = [];
    child.stdout?.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
    child.on('message', (message) => accept(message as Compiled));
    child.on('error', reject);
    child.on('exit', (code, signal) => reject(new Error(`WeChat's compiler ended with ${code ?? signal} and no answer:\n${printed.join('').slice(-2000)}`)));
  });
}

if (process.argv[1] === __filename) {
  wechatCheck().then(
    (report) => {
      console.log(JSON.stringify(report, null, 2));
      if (shortcomings(report).length > 0) process.exitCode = 1;
    },
    (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}
