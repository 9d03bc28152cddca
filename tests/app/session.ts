import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import automator from 'miniprogram-automator';
import type { Browser, Page as Window } from 'playwright-core';
import { startLocal, type Local } from '../../local/start';
import { launchBrowser } from '../../scripts/browser';

export type MiniProgram = Awaited<ReturnType<typeof automator.connect>>;

const sizes = { standard: [375, 812], small: [320, 568], large: [393, 852], max: [430, 932] } as const;
const pictures = resolve(__dirname, '../../.local/screenshots');
const readyMs = 20_000;

export interface SessionOptions {
  /** The person who holds the phone, an openid of local/identities.ts. */
  as: string;
  size?: keyof typeof sizes;
  theme?: 'light' | 'dark';
  /** Factor of the standard font size: 1, 1.15, 1.3, 1.6. */
  font?: number;
  /** Where the phone opens, `/packages/…?x=1`; the first tab when left out. */
  page?: string;
  /** Demo members to seed; only the first session of a test file decides. */
  members?: number;
}

export interface Session {
  readonly program: MiniProgram;
  /** Address of the local cloud; empty when WeChat DevTools are driven. */
  readonly cloudUrl: string;
  /** The browser's window of this phone; undefined when WeChat DevTools are driven. */
  readonly window: Window | undefined;
  /** Keeps a picture as .local/screenshots/<name>.png and answers its path. */
  screenshot(name: string): Promise<string>;
  close(): Promise<void>;
}

interface Desk {
  local: Local;
  browser: Browser;
  dataDir: string;
  /** The windows of the phones by their number, in the order of opening. */
  windows: Map<string, Window>;
}

let opening: Promise<Desk> | undefined;
let sessions = 0;

async function openDesk(members: number | undefined): Promise<Desk> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gongyun-app-'));
  const local = await startLocal({ dataDir, port: 0, quiet: true, ...(members === undefined ? {} : { members }) });
  const windows = new Map<string, Window>();
  local.phone?.setScreenshot(async (phone) => (await windows.get(phone)?.screenshot())?.toString('base64') ?? '');
  return { local, browser: await launchBrowser(), dataDir, windows };
}

async function closeDesk({ local, browser, dataDir }: Desk): Promise<void> {
  await browser.close();
  await local.close();
  await rm(dataDir, { recursive: true, force: true });
}

/**
 * A phone in somebody's hands, driven by the unmodified miniprogram-automator: the local product in a headless browser or,
 * with GONGYUN_AUTOMATOR_WS=ws://…, WeChat DevTools (then the account that is signed in there holds the phone and the looks are its own).
 * Sessions of one test file share the local product; it ends with the last of them.
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const devtools = process.env['GONGYUN_AUTOMATOR_WS'];
  await mkdir(pictures, { recursive: true });
  if (devtools !== undefined && devtools !== '') {
    return openDevtools(devtools, options);
  }
  opening ??= openDesk(options.members);
  sessions += 1;
  const desk = await opening;
  const { phone, cloud } = desk.local;
  if (!phone) {
    throw new Error('the local product was started without a phone');
  }
  const number = String(desk.windows.size + 1);
  const [width, height] = sizes[options.size ?? 'standard'];
  const context = await desk.browser.newContext({ viewport: { width, height }, deviceScaleFactor: 2, hasTouch: true, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const window = await context.newPage();
  desk.windows.set(number, window);
  const query = new URLSearchParams({ phone: number, as: options.as, theme: options.theme ?? 'light', font: String(options.font ?? 1) });
  if (options.page !== undefined) {
    query.set('page', options.page);
  }
  await window.goto(`${phone.url}/phone?${query.toString()}`);
  await window.waitForSelector('html[data-ready]', { state: 'attached', timeout: readyMs });
  const program = await automator.connect({ wsEndpoint: `${phone.automatorUrl}?phone=${number}` });
  return {
    program,
    window,
    cloudUrl: cloud.url,
    screenshot: async (name) => {
      const path = join(pictures, `${name}.png`);
      await window.evaluate('document.fonts.ready.then(() => undefined)');
      await window.screenshot({ path });
      return path;
    },
    close: async () => {
      program.disconnect();
      await context.close();
      sessions -= 1;
      if (sessions === 0) {
        opening = undefined;
        await closeDesk(desk);
      }
    },
  };
}

async function openDevtools(wsEndpoint: string, { page }: SessionOptions): Promise<Session> {
  const program = await automator.connect({ wsEndpoint });
  await program.reLaunch(page ?? '/pages/home/home');
  return {
    program,
    window: undefined,
    cloudUrl: '',
    screenshot: async (name) => {
      const path = join(pictures, `${name}.png`);
      const data = await program.screenshot();
      await writeFile(path, String(data), 'base64');
      return path;
    },
    close: async () => program.disconnect(),
  };
}
