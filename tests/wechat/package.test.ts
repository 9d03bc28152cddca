import { ed25519 } from '@noble/curves/ed25519.js';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { runInThisContext } from 'node:vm';
import { shortcomings, wechatCheck, type WeChatReport } from '../../scripts/wechat-check';
import type * as Pass from '../../miniprogram/domain/checkin/pass';

const projectRoot = resolve(__dirname, '../..');
jest.setTimeout(600_000);

describe('the app in WeChat’s compilers', () => {
  let out = '';
  let report: WeChatReport;
  beforeAll(async () => {
    out = mkdtempSync(join(tmpdir(), 'wechat-package-'));
    report = await wechatCheck(projectRoot, out);
  });
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  it('compiles without an error, passes the quality list and is small', () => {
    expect(shortcomings(report)).toEqual([]);
    expect(report.mainPackageKb).toBeGreaterThan(50);
  });

  it('carries neither tests nor documents nor rules that the phone does not use', () => {
    const files = readdirSync(out, { recursive: true }).map(String);
    expect(files.filter((file) => /\.(ts|md)$|\.test\./.test(file))).toEqual([]);
    expect(existsSync(join(out, 'domain/checkin/pass.js'))).toBe(true);
    expect(existsSync(join(out, 'domain/registration/seats.js'))).toBe(false);
  });

  it('still verifies passes after WeChat has rewritten the arithmetic', () => {
    const { signPass, verifyPass } = loadAsWeChat(out, 'domain/checkin/pass.js') as typeof Pass;
    const secret = new Uint8Array(32).fill(9);
    const pass = { keyId: 1, validUntil: 2_000_000_000_000, activityId: 'a1', uid: 'u1', name: '阿卜杜拉·买买提', unitName: '江城机床厂工会' };
    const keys = new Map([[1, ed25519.getPublicKey(secret)]]);
    const token = signPass(pass, secret);
    expect(verifyPass(token, keys, 1_000_000_000_000)).toEqual({ ok: true, pass });
    expect(verifyPass(signPass(pass, new Uint8Array(32).fill(8)), keys, 1_000_000_000_000)).toEqual({ ok: false, reason: 'forged' });
  });
});

describe('a project that does not compile', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wechat-broken-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is told with the file of the error', async () => {
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    cpSync(join(projectRoot, 'project.config.json'), join(folder, 'project.config.json'));
    write('miniprogram/app.json', JSON.stringify({ pages: ['pages/a/a'], lazyCodeLoading: 'requiredComponents', sitemapLocation: 'sitemap.json' }));
    write('miniprogram/sitemap.json', JSON.stringify({ rules: [{ action: 'allow', page: '*' }] }));
    write('miniprogram/app.ts', 'App({});\n');
    write('miniprogram/pages/a/a.ts', 'Page({});\n');
    write('miniprogram/pages/a/a.json', '{}');
    write('miniprogram/pages/a/a.wxml', '<view><text>open</view>\n');
    const { errors } = await wechatCheck(folder, join(folder, 'out'));
    expect(errors.join('\n')).toMatch(/a\.wxml/);
  });
});

test('every way to fall short is told', () => {
  const good: WeChatReport = { errors: [], mainPackageKb: 300, subpackagesKb: {}, qualityFailed: [] };
  expect(shortcomings(good)).toEqual([]);
  expect(shortcomings({ ...good, errors: ['x'], qualityFailed: ['JS_COMPRESS_OPEN'], mainPackageKb: 801 })).toHaveLength(3);
});

/** Runs a compiled script with WeChat's way of finding imports: relative, else from miniprogram_npm. */
function loadAsWeChat(root: string, path: string, loaded = new Map<string, { exports: unknown }>()): unknown {
  const file = [path, `${path}.js`, join(path, 'index.js')].find((name) => name.endsWith('.js') && existsSync(join(root, name)));
  if (file === undefined) throw new Error(`${path} is not in the package`);
  const known = loaded.get(file);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(file, module);
  const load = (specifier: string): unknown => loadAsWeChat(root, specifier.startsWith('.') ? join(dirname(file), specifier) : join('miniprogram_npm', specifier), loaded);
  const run = runInThisContext(`(function (require, module, exports) {${readFileSync(join(root, file), 'utf8')}\n})`) as (...args: unknown[]) => void;
  run(load, module, module.exports);
  return module.exports;
}
