import type { MiniProgram, Session } from './session';

/** How the tests act on a page: they wait for what a person would wait for, then do what a thumb does. */

type Page = NonNullable<Awaited<ReturnType<MiniProgram['currentPage']>>>;
type Element = NonNullable<Awaited<ReturnType<Page['$']>>>;

const patience = 20_000;

/** Asks again until the answer is there. */
export async function until<T>(what: string, ask: () => Promise<T | null | undefined | false>): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

/** The page on top once it is this one. */
export function pageAt(program: MiniProgram, path: string): Promise<Page> {
  return until(`page ${path}`, async () => {
    const page = await program.currentPage();
    return page !== undefined && page.path === path ? page : null;
  });
}

/** An element of the page; each of `inside` looks within the component that the one before finds. */
export async function element(page: Page, selector: string, ...inside: string[]): Promise<Element> {
  return until([selector, ...inside].join(' → '), async () => {
    let found = await page.$(selector);
    for (const inner of inside) found = found && (await found.$(inner));
    return found;
  });
}

export async function tap(page: Page, selector: string, ...inside: string[]): Promise<void> {
  await (await element(page, selector, ...inside)).tap();
}

/** The words of an element, once it has any. */
export async function wordsOf(page: Page, selector: string, ...inside: string[]): Promise<string> {
  return until(`words of ${selector}`, async () => {
    const found = await element(page, selector, ...inside);
    return (await found.text()) || null;
  });
}

/** A piece of the page's data, once it is as wanted. */
export function dataWhen<T>(page: Page, path: string, wanted: (value: T) => boolean): Promise<T> {
  return until(`data ${path}`, async () => {
    const value = (await page.data(path)) as T;
    return value !== undefined && value !== null && wanted(value) ? value : null;
  });
}

/** Nobody types faster than a thumb trembles: a button takes two taps within this time for one, ms. */
const typingTime = 450;

/** Types into an input or a textarea. */
export async function type(page: Page, selector: string, text: string): Promise<void> {
  return typeInto(page, text, selector);
}

/** The same in a component, found as `element` finds it. */
export async function typeInto(page: Page, text: string, selector: string, ...inside: string[]): Promise<void> {
  const field = (await element(page, selector, ...inside)) as Element & { input(value: string): Promise<void> };
  await field.input(text);
  await new Promise((resolve) => setTimeout(resolve, typingTime));
}

/** The frame's switch for the network, as the frame throws it. */
export async function setNetwork({ window, program }: Session, online: boolean): Promise<void> {
  await window?.evaluate(`window.postMessage(${JSON.stringify({ type: 'phone.settings', settings: { online } })})`);
  const wanted = online ? 'wifi' : 'none';
  await until(`network ${wanted}`, async () => ((await program.callWxMethod('getNetworkType')) as { networkType: string }).networkType === wanted);
}
