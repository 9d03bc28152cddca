import type { Page as Tab } from 'playwright-core';
import { startBench, type Bench } from './bench';

let bench: Bench;
let tab: Tab;

beforeAll(async () => {
  bench = await startBench();
});

afterAll(() => bench.close());

const data = <T>(path: string): Promise<T> => bench.data(path);
const by = (id: string): string => `[wx-id="${id}"]`;

describe('form controls', () => {
  beforeEach(async () => {
    tab = await bench.open('/packages/more/pages/form/form');
  });

  it('types, reports and binds both ways', async () => {
    const field = tab.locator(`${by('name')} input`);
    await field.fill('李秀英同志长名');
    await field.press('Enter');
    const log = await data<[string, Record<string, unknown>][]>('log');
    expect(log).toContainEqual(['input', { value: '李秀英同志长', cursor: 6, keyCode: 0 }]);
    expect(log).toContainEqual(['confirm', { value: '李秀英同志长' }]);
    expect(log.at(-1)).toEqual(['blur', { value: '李秀英同志长', cursor: 6 }]);
    await tab.locator(`${by('two-way')} input`).fill('双');
    expect(await tab.locator(by('echo')).innerText()).toBe('双');
    expect(await bench.style('.hint', 'color')).toBe('rgb(200, 41, 30)');
  });

  it('submits every value in the shape of WeChat and resets', async () => {
    await tab.locator('.choice:has-text("跑步")').tap();
    await tab.locator('.choice:has-text("蓝队")').tap();
    await tab.locator(by('switch')).tap();
    await tab.locator(`${by('slider')} input`).fill('35');
    await tab.locator(`${by('note')} textarea`).fill('一\n二');
    await tab.locator(by('submit')).tap();
    await tab.waitForFunction('getCurrentPages()[0].data.submitted');
    expect(await data('submitted')).toEqual({ name: '王', note: '一\n二', likes: ['1', '2'], team: '蓝', open: false, minutes: 35, unit: 1, day: '2026-05-01', time: '08:30' });
    await tab.getByRole('button', { name: '重置' }).tap();
    await tab.waitForFunction(`getCurrentPages()[0].data.submitted === 'reset'`);
    await tab.locator(by('submit')).tap();
    await tab.waitForFunction(`getCurrentPages()[0].data.submitted !== 'reset'`);
    expect(await data('submitted')).toMatchObject({ likes: ['1'], team: '', open: true, minutes: 20, note: '' });
  });

  it('picks from one list, dates, times and several columns', async () => {
    const confirm = tab.locator('.wx-sheet-button.confirm');
    const turn = async (column: number, label: string): Promise<void> => {
      const wheel = tab.locator('.wx-sheet-column').nth(column);
      await wheel.getByText(label, { exact: true }).click();
      await wheel.locator('.chosen').getByText(label, { exact: true }).waitFor();
      await settled();
    };
    /** Until no wheel has moved for long enough to report where it came to rest. */
    const settled = (): Promise<void> =>
      tab.evaluate(`new Promise((done) => {
        let last = '';
        let since = performance.now();
        const look = () => {
          const now = [...document.querySelectorAll('.wx-sheet-column')].map((column) => column.scrollTop).join();
          if (now !== last) since = performance.now();
          last = now;
          if (performance.now() - since > 300) done();
          else requestAnimationFrame(look);
        };
        look();
      })`);
    const pick = async (id: string, turns: [number, string][]): Promise<void> => {
      await tab.locator(by(id)).tap();
      await tab.locator('.wx-sheet-column').first().waitFor();
      await settled();
      for (const [column, label] of turns) {
        await turn(column, label);
      }
      await confirm.click();
      await confirm.waitFor({ state: 'detached' });
    };
    await pick('unit', [[0, '纺织工会']]);
    await pick('date', [[1, '6月'], [2, '3日']]);
    await pick('time', [[0, '09']]);
    await pick('many', [[1, '二']]);
    const changes = (await data<[string, unknown][]>('log')).filter(([type]) => type === 'change').map(([, value]) => value);
    expect(changes).toEqual(['2', '2026-06-03', '09:30', [0, 1]]);
    expect(await data('log')).toContainEqual(['column', { column: 1, value: 1 }]);
  });
});

describe('TDesign as npm has it', () => {
  beforeEach(async () => {
    tab = await bench.open('/packages/more/pages/design/design');
  });

  it('opens popup, dialog and date picker', async () => {
    await tab.locator('wx-button:has-text("打开")').tap();
    await tab.getByText('弹出层').waitFor();
    await tab.waitForTimeout(400);
    await tab.locator('wx-button:has-text("对话")').tap();
    await tab.getByText('确定报名吗？').waitFor();
    await tab.waitForTimeout(400);
    await tab.locator('wx-button:has-text("确定")').tap();
    await tab.getByText('选择时间').waitFor();
    await tab.waitForTimeout(500);
    await tab.getByText('确定', { exact: true }).last().click();
    await tab.waitForFunction('getCurrentPages()[0].data.log.length > 0');
    expect(await data('log')).toEqual([['picked', '2026-05-01 09:00']]);
    expect(bench.complaints).toEqual([]);
  });

  it('steps, switches, types and changes tabs', async () => {
    await tab.locator('[class*="stepper__plus"]').first().tap();
    await tab.locator('[class*="t-switch__body"], [class*="t-switch"] >> nth=0').first().tap();
    await tab.locator('input').last().fill('张');
    await tab.getByText('通知', { exact: true }).tap();
    await tab.waitForFunction(`getCurrentPages()[0].data.tab === 'b'`);
    expect(await data('steps')).toBe(4);
    expect(await data('on')).toBe(true);
    expect(await data('name')).toBe('张');
  });
});
