import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const installed = [
  process.env['CHROME_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const quietArgs = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/**
 * Launches a headless browser: an installed Chrome or Chromium, else the binary inside @sparticuz/chromium.
 * The packed binary brings the libraries that a bare Linux lacks, and unpacks them once into the project's ignored folder.
 */
export async function launchBrowser(): Promise<Browser> {
  const found = installed.find((path) => path !== undefined && existsSync(path));
  if (found !== undefined) {
    return chromium.launch({ executablePath: found, headless: true, args: quietArgs });
  }
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs20.x';
  process.env['TMPDIR'] = resolve(__dirname, '../.local/browser');
  await mkdir(process.env['TMPDIR'], { recursive: true });
  const { default: packed } = await import('@sparticuz/chromium');
  const args = [...packed.args.filter((arg) => !arg.startsWith('--headless')), ...quietArgs];
  return chromium.launch({ executablePath: await packed.executablePath(), headless: true, args });
}
