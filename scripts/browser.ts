import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
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
const folder = resolve(__dirname, '../.local/browser');

/**
 * Launches a headless browser: an installed Chrome or Chromium, else the binary inside @sparticuz/chromium.
 * The packed binary brings the libraries that a bare Linux lacks, and unpacks them once into the project's ignored folder.
 */
export async function launchBrowser(): Promise<Browser> {
  const found = installed.find((path) => path !== undefined && existsSync(path));
  if (found !== undefined) {
    return chromium.launch({ executablePath: found, headless: true, args: quietArgs });
  }
  const packed = await unpack();
  const env = { ...process.env, TMPDIR: folder, LD_LIBRARY_PATH: packed.libraries, FONTCONFIG_FILE: await chooseFonts() };
  // One process for everything dies with the first window that is closed.
  const args = packed.args.filter((arg) => !/^--(headless|single-process|no-zygote)/.test(arg));
  return persistently(() => chromium.launch({ executablePath: packed.path, headless: true, args: [...args, ...quietArgs], env }));
}

/** Now and then a browser dies at its very start on a loaded machine; another start is well. */
async function persistently(launch: () => Promise<Browser>, attempts = 3): Promise<Browser> {
  try {
    return await launch();
  } catch (error) {
    if (attempts === 1) throw error;
    await new Promise((resume) => setTimeout(resume, 1000));
    return persistently(launch, attempts - 1);
  }
}

interface Packed {
  path: string;
  args: string[];
  libraries: string;
}

/** The package is an ES module, which Jest cannot load, and it sets environment variables: it runs in a process of its own. */
async function unpack(): Promise<Packed> {
  await mkdir(folder, { recursive: true });
  const script = `import packed from '@sparticuz/chromium';
console.log(JSON.stringify({ path: await packed.executablePath(), args: packed.args, libraries: process.env.LD_LIBRARY_PATH ?? '' }));`;
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: __dirname, env });
  return JSON.parse(stdout);
}

/** The pack's own font list names folders of a cloud machine only; a browser that finds no font at all draws no text, web fonts included. */
async function chooseFonts(): Promise<string> {
  const file = join(folder, 'fonts.conf');
  const folders = [join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'].map((path) => `<dir>${path}</dir>`).join('');
  await writeFile(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders}<cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>`);
  return file;
}
