import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What WeChat's compilers say of a project. */
export interface Compiled {
  /** Compile errors in WeChat's words; empty when the package could be uploaded. */
  errors: string[];
  /** Bytes of each file of the upload package. */
  files: Record<string, number>;
  /** WeChat's quality list by name. */
  quality: Record<string, boolean>;
}

/** WeChat's published limits, MB and counts; asked of its server otherwise, which wants a registered app. */
const limits = {
  MaxCodeSize: 2,
  MaxSubpackageSubCodeSize: 2,
  MaxSubpackageFullCodeSize: 20,
  MaxSubPackageLimit: 100,
  MinTabbarCount: 2,
  MaxTabbarCount: 5,
  MaxTabbarIconSize: 40,
};

/**
 * Compiles a project as an upload would, with the settings of its project.config.json, without an account or a network.
 * @param out folder that the upload package is written to
 */
async function compile(projectPath: string, out: string): Promise<Compiled> {
  const ci = await loadCompiler();
  const keyFolder = await mkdtemp(join(tmpdir(), 'gongyun-key-'));
  try {
    // The compiler wants the upload key of a registered app; only an upload would use it.
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    const privateKeyPath = join(keyFolder, 'throwaway.key');
    await writeFile(privateKeyPath, privateKey);
    const project = new ci.Project({ appid: 'wx0000000000000000', type: 'miniProgram', projectPath, privateKeyPath, ignores: ['node_modules/**/*'] });
    project.attr = async () => ({ appType: 0, isSandbox: false, setting: limits });
    const files: Record<string, number> = {};
    try {
      const compiled = await ci.getCompiledResult({ project, version: '0.0.0', setting: { useProjectConfig: true } });
      for (const [path, content] of Object.entries(compiled)) {
        files[path] = Buffer.byteLength(content);
        await mkdir(dirname(join(out, path)), { recursive: true });
        await writeFile(join(out, path), content);
      }
    } catch (error) {
      return { errors: [wordsOf(error)], files, quality: {} };
    }
    const quality = await ci.checkCodeQuality(project);
    return { errors: [], files, quality: Object.fromEntries(quality.map(({ name, success }) => [name, success])) };
  } finally {
    await rm(keyFolder, { recursive: true, force: true });
  }
}

/** The compiler's message, with the file where it names one beside the message. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'path' in error && typeof error.path === 'string' ? `${error.path}: ${error.message}` : error.message;
}

/** The part of miniprogram-ci that is used; its own types do not hold under exactOptionalPropertyTypes. */
interface Compiler {
  Project: new (options: { appid: string; type: 'miniProgram'; projectPath: string; privateKeyPath: string; ignores: string[] }) => { attr: () => Promise<object> };
  getCompiledResult(options: { project: object; version: string; setting: { useProjectConfig: boolean } }): Promise<Record<string, string | Buffer>>;
  checkCodeQuality(project: object): Promise<{ name: string; success: boolean }[]>;
}

async function loadCompiler(): Promise<Compiler> {
  const loaded: unknown = await import('miniprogram-ci');
  return loaded as Compiler;
}

/** Runs in a process of its own: the compiler keeps watching the files after it is done. */
async function main(): Promise<void> {
  const [, , projectPath, out] = process.argv;
  if (projectPath === undefined || out === undefined || process.send === undefined) throw new Error('run by wechat-check');
  // The compiler starts a child with this process's own arguments, a TypeScript loader among them.
  process.execArgv = [];
  const compiled = await compile(projectPath, out);
  process.send(compiled, undefined, undefined, () => process.exit());
}

if (process.argv[1] === __filename) void main();
