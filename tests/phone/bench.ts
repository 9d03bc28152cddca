import { resolve } from 'node:path';
import type { Page as Tab } from 'playwright-core';
import { startPhone } from '../../local/phone';
import { launchBrowser } from '../../scripts/browser';

/** The fixture mini-program on a phone in a real browser. */
export interface Bench {
  url: string;
  /** A fresh phone that starts at `page`; the one before is closed. */
  open(page?: string): Promise<Tab>;
  /** What was pressed has reached the app: the driver's commands can overtake the gesture that the browser makes of a touch. */
  settled(): Promise<void>;
  /** Data of the page on top. */
  data<T>(path: string): Promise<T>;
  /** Computed style of the first element that matches. */
  style(selector: string, property: string): Promise<string>;
  /** Uncaught errors of the open phone. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** @param options.watch whether edits are shown; off, so that nothing reloads under a test */
export async function startBench({ root = resolve(__dirname, 'fixture'), watch = false } = {}): Promise<Bench> {
  const [phone, browser] = await Promise.all([startPhone({ miniprogramRoot: root, quiet: true, watch }), launchBrowser()]);
  const complaints: string[] = [];
  let tab: Tab | undefined;
  const settled = async (): Promise<void> => tab?.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))');
  return {
    url: phone.url,
    complaints,
    async open(page = '') {
      await tab?.context().close();
      complaints.length = 0;
      tab = await (await browser.newContext({ viewport: { width: 375, height: 812 }, hasTouch: true })).newPage();
      tab.setDefaultTimeout(20_000);
      tab.on('pageerror', (error) => complaints.push(error.message));
      await tab.goto(`${phone.url}/phone?as=tester&theme=light&page=${encodeURIComponent(page)}`);
      await tab.waitForSelector('html[data-ready]');
      return tab;
    },
    settled,
    data: async (path) => (await settled(), tab?.evaluate(`getCurrentPages().at(-1).data.${path}`)) as never,
    style: async (selector, property) => (await settled(), tab?.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).getPropertyValue('${property}')`)) as never,
    async close() {
      await browser.close();
      await phone.close();
    },
  };
}
