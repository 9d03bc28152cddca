import { join } from 'node:path';
import automator from 'miniprogram-automator';
import type { Browser, Page as Window } from 'playwright-core';
import { startPhone, type Phone } from '../../local/phone';
import { launchBrowser } from '../../scripts/browser';

export type MiniProgram = Awaited<ReturnType<typeof automator.connect>>;
export type Page = NonNullable<Awaited<ReturnType<MiniProgram['currentPage']>>>;
export type Element = NonNullable<Awaited<ReturnType<Page['$']>>>;

/** The sample mini-program in a browser, driven by the unmodified client. */
export class Driven {
  private constructor(
    readonly phone: Phone,
    private readonly browser: Browser,
    readonly window: Window,
    readonly program: MiniProgram,
  ) {}

  static async open(): Promise<Driven> {
    const phone = await startPhone({ miniprogramRoot: join(__dirname, 'fixture'), quiet: true, watch: false });
    const browser = await launchBrowser();
    const window = await browser.newPage({ viewport: { width: 375, height: 812 }, hasTouch: true });
    await window.goto(`${phone.url}/phone?as=demo-worker-chen&theme=light`);
    await window.waitForSelector('html[data-ready]', { state: 'attached' });
    return new Driven(phone, browser, window, await automator.connect({ wsEndpoint: phone.automatorUrl }));
  }

  async page(): Promise<Page> {
    const current = await this.program.currentPage();
    if (!current) throw new Error('no page');
    return current;
  }

  /** The first element of the page that matches, as the class that the client gives its tag. */
  async find<T extends Element = Element>(selector: string): Promise<T> {
    const element = await (await this.page()).$(selector);
    if (!element) throw new Error(`${selector} is not there`);
    return element as T;
  }

  /** callWxMethod instead of the client's own navigation, which sleeps three seconds after each step. */
  async goTo(method: string, url: string): Promise<Page> {
    await this.program.callWxMethod(method, { url });
    return this.page();
  }

  async close(): Promise<void> {
    this.program.disconnect();
    await this.browser.close();
    await this.phone.close();
  }
}
