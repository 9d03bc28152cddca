import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { launchBrowser } from './browser';
import { iconSet, iconSvg, type IconName } from './icon-set';
import { motifSet, motifSvg } from './motif-set';

/** Draws what the app carries of icons and motifs: two style sheets and the tab bar's pictures. Run after a change of icon-set.ts or motif-set.ts. */

const root = resolve(__dirname, '../miniprogram');

const tabs: readonly IconName[] = ['home', 'activities', 'me'];
const looks = [
  { suffix: '', colour: '#6B6A67', filled: false },
  { suffix: '-on', colour: '#C8291E', filled: true },
  { suffix: '-dark', colour: '#A09F9C', filled: false },
  { suffix: '-on-dark', colour: '#EF6A60', filled: true },
];

function names(): IconName[] {
  return Object.keys(iconSet).filter((name): name is IconName => name in iconSet);
}

function dataUri(svg: string): string {
  return `url("data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}")`;
}

function motifSheet(): string {
  const rules = Object.entries(motifSet).map(([name, lines]) => `.cover--${name} .cover__motif { background-image: ${dataUri(motifSvg(lines))}; }`);
  return ['/* Written by scripts/icons.ts from scripts/motif-set.ts. */', ...rules, ''].join('\n');
}

function iconSheet(): string {
  const rules = names().map((name) => {
    return `.icon--${name} { --shape: ${dataUri(iconSvg(name))}; }`;
  });
  return [
    '/* Written by scripts/icons.ts from scripts/icon-set.ts. */',
    ':host {',
    '  display: inline-block;',
    '  flex: none;',
    '  width: 1em;',
    '  height: 1em;',
    '  line-height: 1;',
    '  vertical-align: -0.14em;',
    '}',
    '',
    '.icon {',
    '  width: 1em;',
    '  height: 1em;',
    '  background-color: currentColor;',
    '  -webkit-mask: var(--shape) center / 100% 100% no-repeat;',
    '  mask: var(--shape) center / 100% 100% no-repeat;',
    '}',
    '',
    ...rules,
    '',
  ].join('\n');
}

async function drawTabs(): Promise<void> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 81, height: 81 } });
    await mkdir(resolve(root, 'assets/tab'), { recursive: true });
    for (const tab of tabs) {
      for (const { suffix, colour, filled } of looks) {
        await page.setContent(`<style>body{margin:0;padding:8px}svg{width:65px;height:65px;display:block}</style>${iconSvg(tab, colour, filled)}`);
        await page.screenshot({ path: resolve(root, `assets/tab/${tab}${suffix}.png`), omitBackground: true });
      }
    }
  } finally {
    await browser.close();
  }
}

async function draw(): Promise<void> {
  await writeFile(resolve(root, 'components/icon/icon.wxss'), iconSheet());
  await writeFile(resolve(root, 'components/cover/motif.wxss'), motifSheet());
  await drawTabs();
}

void draw();
