import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildNpm } from './build-npm';
import { withoutIconFont } from './npm/components';
import { placeOf } from './npm/modules';

describe('miniprogram_npm', () => {
  let root = '';
  const at = (path: string): string => join(root, 'miniprogram_npm', path);
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'build-npm-'));
    await write('app.json', JSON.stringify({ pages: ['pages/a/a'], subpackages: [{ root: 'packages/p', pages: ['b/b'] }] }));
    await write('app.ts', "import type { Dayjs } from 'dayjs';\nexport let day: Dayjs | undefined;\n");
    await write('pages/a/a.json', JSON.stringify({ usingComponents: { card: '/components/card/card' } }));
    await write('pages/a/a.ts', 'export {};\n');
    await write('components/card/card.json', JSON.stringify({ component: true, usingComponents: { 't-popup': 'tdesign-miniprogram/popup/popup' } }));
    await write('components/card/card.ts', "import { sum } from '../../domain/sum';\nsum();\n");
    await write('domain/sum.ts', "import { ed25519 } from '@noble/curves/ed25519.js';\nexport const sum = (): number => ed25519.lengths.publicKey ?? 0;\n");
    await write('domain/unused.ts', "import 'mingo';\n");
    await write('packages/p/b/b.ts', "import qrcode from 'qrcode-generator';\nimport utc from 'dayjs/plugin/utc';\nconsole.log(qrcode, utc);\n");
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('carries the components that are used with all they reach, and no other', async () => {
    await buildNpm(root);
    for (const path of ['popup/popup.wxml', 'overlay/overlay.js', 'icon/icon.wxss', 'common/utils.wxs', 'common/style/index.wxss', 'miniprogram_npm/tslib/index.js']) {
      expect([path, existsSync(at(`tdesign-miniprogram/${path}`))]).toEqual([path, true]);
    }
    expect(existsSync(at('tdesign-miniprogram/button'))).toBe(false);
    expect(readFileSync(at('tdesign-miniprogram/icon/icon.wxss'), 'utf8')).not.toMatch(/https?:|\\E001/);
  });

  it('bundles what reachable scripts import, each at the path where WeChat looks for it', async () => {
    const { modules } = await buildNpm(root);
    expect(modules).toEqual(['@noble/curves/ed25519.js', 'dayjs/plugin/utc', 'qrcode-generator']);
    const load = createRequire(join(root, 'app.js'));
    const { ed25519 } = load(at('@noble/curves/ed25519.js')) as { ed25519: { keygen(): { secretKey: Uint8Array; publicKey: Uint8Array } } & Record<'sign' | 'verify', (...bytes: Uint8Array[]) => unknown> };
    const { secretKey, publicKey } = ed25519.keygen();
    const message = Uint8Array.of(1, 2, 3);
    expect(ed25519.verify(ed25519.sign(message, secretKey) as Uint8Array, message, publicKey)).toBe(true);
    expect(readFileSync(at('@noble/curves/ed25519.js'), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')).not.toMatch(/\*\*|__pow = Math\.pow/);
    expect(typeof load(at('dayjs/plugin/utc.js'))).toBe('function');
    const loaded = load(at('qrcode-generator/index.js')) as { default?: unknown };
    expect(typeof (loaded.default ?? loaded)).toBe('function');
  });

  it('does nothing when up to date, and follows a new import', async () => {
    expect((await buildNpm(root)).rebuilt).toBe(true);
    const before = statSync(at('.signature')).mtimeMs;
    expect((await buildNpm(root)).rebuilt).toBe(false);
    expect(statSync(at('.signature')).mtimeMs).toBe(before);
    await write('pages/a/a.ts', "import dayjs from 'dayjs';\nconsole.log(dayjs());\n");
    expect(await buildNpm(root)).toMatchObject({ rebuilt: true, modules: expect.arrayContaining(['dayjs']) });
    expect(existsSync(at('dayjs/index.js'))).toBe(true);
  });

  it('names a component that the package does not have', async () => {
    await write('pages/a/a.json', JSON.stringify({ usingComponents: { x: 'tdesign-miniprogram/no-such/no-such' } }));
    await expect(buildNpm(root)).rejects.toThrow('no-such/no-such.json is referred to but not in the package');
  });
});

test('glyph rules go with the remote font, other rules stay', () => {
  const css = "@font-face{font-family:t;src:url(https://x/t.woff);}\n.t-icon{font-family:t!important;}\n.t-icon-add:before{content:'\\E00D';}\n.t-x:before{content:'';}";
  expect(withoutIconFont(css)).toBe("\n.t-icon{font-family:t!important;}\n.t-x:before{content:'';}");
});

test('places of bare imports', () => {
  expect(['dayjs', 'dayjs/locale/zh-cn', '@noble/hashes/sha2.js', '@a/b'].map(placeOf)).toEqual(['dayjs/index.js', 'dayjs/locale/zh-cn.js', '@noble/hashes/sha2.js', '@a/b/index.js']);
});
