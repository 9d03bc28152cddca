import { join } from 'node:path';
import type { Browser, BrowserContext, Page as Window } from 'playwright-core';
import { startPhone, type Phone } from '../../local/phone';
import { launchBrowser } from '../../scripts/browser';
import { startTestCloud, type TestCloud } from '../cloud/functions/local-cloud';

const functions = {
  echo: { source: 'exports.main = async (event) => ({ event, openid: cloud.getWXContext().OPENID });' },
  boom: { source: "exports.main = async () => { throw new Error('broken on purpose'); };" },
  notify: {
    config: { permissions: { openapi: ['subscribeMessage.send'] } },
    source: `exports.main = async () => {
      const { OPENID } = cloud.getWXContext();
      return cloud.openapi.subscribeMessage.send({ touser: OPENID, templateId: 'tmpl-place-freed-1', page: 'packages/more/pages/form/form?from=notice',
        data: { thing1: { value: '你已转为正式报名' }, thing2: { value: '职工歌唱比赛' } } });
    };`,
  },
};

/** The sample mini-program in a browser over a local cloud with a few functions: `phone.window` is a worker's phone. */
export class WxPhone {
  private constructor(
    private readonly cloud: TestCloud,
    private readonly server: Phone,
    private readonly browser: Browser,
    private readonly context: BrowserContext,
    public window: Window,
  ) {}

  static async open(): Promise<WxPhone> {
    const cloud = await startTestCloud(functions);
    const server = await startPhone({ miniprogramRoot: join(__dirname, 'fixture'), cloudUrl: cloud.url, quiet: true, watch: false });
    const browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 375, height: 812 }, hasTouch: true });
    context.setDefaultTimeout(20_000);
    const phone = new WxPhone(cloud, server, browser, context, await context.newPage());
    await phone.show('as=demo-worker-chen&theme=light&font=1.3', phone.window);
    return phone;
  }

  /** Opens a phone with this address in a further window. */
  async another(query: string): Promise<Window> {
    return this.show(query, await this.context.newPage());
  }

  private async show(query: string, window: Window): Promise<Window> {
    await window.goto(`${this.server.url}/phone?${query}`);
    await ready(window);
    return window;
  }

  /** Runs a body in the phone with `wx` in scope; what it throws comes back as `{failed}`. */
  run<T = unknown>(body: string, window = this.window): Promise<T> {
    return window.evaluate<T>(
      `(async () => { try { return await (async () => { ${body} })() } catch (error) { return { failed: { errMsg: error.errMsg ?? error.message, errCode: error.errCode, isError: error instanceof Error } } } })()`,
    );
  }

  /** Runs a body inside the next press of the finger; answers a function that waits for what came of it. */
  async inTap<T = unknown>(body: string): Promise<() => Promise<T>> {
    await this.run(`globalThis.tapped = new Promise((resolve) => addEventListener('click', () => resolve((async () => { ${body} })()), { once: true, capture: true })); globalThis.tapped.catch(() => undefined)`);
    await this.window.mouse.click(200, 120);
    return () => this.run<T>('return globalThis.tapped');
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
    await this.cloud.close();
  }
}

/** Until the first page stands. */
export async function ready(window: Window): Promise<void> {
  await window.waitForSelector('html[data-ready]', { state: 'attached' });
}
