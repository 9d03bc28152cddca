import * as glassEasel from 'glass-easel';
import { startAutomation } from '../automator/page';
import { createWx } from '../wx';
import { passAttributesAsTheyAre } from './backend';
import { setHost } from './current';
import { make } from './dom';
import { defineBuiltIns } from './elements/table';
import { forwardGestures, shapeEvents } from './events';
import { FailureNotice } from './failure';
import type { Settings } from './host';
import { MiniProgram, type Loaded } from './mini-program';
import { Phone } from './phone';
import { onServerEvent } from './server-events';
import { installWxs } from './wxs';

/** What the server writes into the document. */
declare global {
  var phoneProblems: { text: string; isWarning: boolean }[];
  var miniProgram: { load(loaded: Loaded): void; at(path: string): void };
}

const address = new URLSearchParams(location.search);
const routeKey = `phone.route/${address.get('phone') ?? '1'}`;
let miniProgram: MiniProgram | undefined;

function settingsOf(): Settings {
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const theme = address.get('theme');
  return { theme: theme === 'dark' || (theme !== 'light' && isDark) ? 'dark' : 'light', fontSize: 16 * Number(address.get('font') ?? 1) };
}

/** The build hands the app over by calling `miniProgram.load`, before the document is complete. */
globalThis.miniProgram = {
  load: (loaded) => {
    miniProgram = new MiniProgram(loaded);
  },
  at: (path) => miniProgram?.at(path),
};

/** After a rebuild the phone comes back to the page it was on; any other start obeys the address. */
function firstUrl(): string {
  const kept = sessionStorage.getItem(routeKey);
  sessionStorage.removeItem(routeKey);
  return kept ?? address.get('page') ?? '';
}

function watchBuilds(phone: Phone | undefined): void {
  onServerEvent('rebuilt', () => {
    const page = phone?.currentPage();
    if (page !== undefined) {
      const query = Object.entries(page.query).map(([name, value]) => `${name}=${value}`).join('&');
      sessionStorage.setItem(routeKey, `/${page.path}?${query}`);
    }
    location.reload();
  });
}

async function start(): Promise<void> {
  const errors = globalThis.phoneProblems.filter(({ isWarning }) => !isWarning).map(({ text }) => text);
  for (const { text, isWarning } of globalThis.phoneProblems) console[isWarning ? 'warn' : 'error'](text);
  if (miniProgram === undefined) {
    const screen = make('main', 'phone');
    document.body.append(screen);
    new FailureNotice(screen).show(errors.join('\n\n') || '小程序没有装载', true);
    watchBuilds(undefined);
    return;
  }
  const phone = new Phone(miniProgram, address.get('as') ?? '', settingsOf());
  setHost(phone);
  watchBuilds(phone);
  forwardGestures(phone.screen);
  glassEasel.addGlobalErrorListener((error) => {
    phone.reportError(error);
    return false;
  });
  glassEasel.addGlobalWarningListener((message, related) => {
    const path = typeof related === 'string' ? related : related.is;
    if (!path.startsWith('miniprogram_npm/')) console.warn(`${path}: ${message}`);
    return false;
  });
  window.addEventListener('error', ({ error, message }) => phone.reportError(error ?? message));
  window.addEventListener('unhandledrejection', ({ reason }) => {
    miniProgram?.callApp('onUnhandledRejection', { reason });
    phone.reportError(reason);
  });
  Object.assign(globalThis, { getCurrentPages: () => phone.pages().map(({ instance }) => instance), wx: await createWx(phone) });
  phone.drawTabBar();
  document.documentElement.dataset['style'] = String(phone.appConfig['style'] ?? '');
  const [path = '', search = ''] = firstUrl().split('?');
  const first = path.replace(/^\//, '') in miniProgram.loaded.units ? `/${path.replace(/^\//, '')}?${search}` : `/${phone.appConfig.pages[0] ?? ''}`;
  const launch = { path: first.slice(1).split('?')[0], query: Object.fromEntries(new URLSearchParams(search)), scene: 1001, referrerInfo: {} };
  miniProgram.start(launch);
  miniProgram.callApp('onShow', launch);
  await phone.router.reLaunch({ url: first }).catch((error: unknown) => phone.reportError(error));
  phone.reportProblems(errors);
  document.documentElement.dataset['ready'] = 'true';
  startAutomation(phone);
}

installWxs();
passAttributesAsTheyAre();
shapeEvents();
defineBuiltIns();
window.addEventListener('DOMContentLoaded', () => void start());
