import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
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
  process.env['FONTCONFIG_PATH'] = await writeFontConfig(process.env['TMPDIR']);
  const { default: packed } = await import('@sparticuz/chromium');
  await chooseFonts(process.env['TMPDIR']);
  const args = [...packed.args.filter((arg) => !/^--(headless|single-process|no-zygote)/.test(arg)), ...quietArgs];
  return chromium.launch({ executablePath: await packed.executablePath(), headless: true, args });
}

/** The packed fonts are looked for under /tmp by their own configuration; without a single font the browser draws no text at all, web fonts included. */
async function writeFontConfig(unpacked: string): Promise<string> {
  const folder = join(unpacked, 'fontconfig');
  await mkdir(folder, { recursive: true });
  const folders = [join(unpacked, 'fonts'), '/usr/share/fonts'].map((path) => `<dir>${path}</dir>`).join('');
  await writeFile(join(folder, 'fonts.conf'), `<?xml version="1.0"?><fontconfig>${folders}<cachedir>${join(folder, 'cache')}</cachedir></fontconfig>`);
  return folder;
}

/** The pack's own font list names folders of a cloud machine only; a browser that finds no font at all draws no text. */
async function chooseFonts(folder: string): Promise<void> {
  const file = join(folder, 'fonts.conf');
  const folders = [join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'].map((path) => `<dir>${path}</dir>`).join('');
  await writeFile(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders}<cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>`);
  process.env['FONTCONFIG_FILE'] = file;
}
