import type automator from 'miniprogram-automator';
import { until } from '../until';
import { Driven } from './automator-phone';

type InputElement = InstanceType<(typeof automator)['InputElement']>;
type MovableViewElement = InstanceType<(typeof automator)['MovableViewElement']>;
type ScrollViewElement = InstanceType<(typeof automator)['ScrollViewElement']>;
type SliderElement = InstanceType<(typeof automator)['SliderElement']>;
type SwiperElement = InstanceType<(typeof automator)['SwiperElement']>;

let driven: Driven;
const page = () => driven.page();
const find: Driven['find'] = (selector) => driven.find(selector);

beforeAll(async () => {
  driven = await Driven.open();
});

afterAll(() => driven.close());

describe('controls', () => {
  beforeAll(async () => {
    await driven.goTo('reLaunch', '/packages/more/pages/form/form');
  });
  const log = async (): Promise<unknown[]> => (await page()).data('log');

  test('input and textarea: what is typed arrives and stays', async () => {
    const name = await find<InputElement>('#name');
    await name.input('李秀英');
    expect(await name.value()).toBe('李秀英');
    expect(await log()).toContainEqual(['input', expect.objectContaining({ value: '李秀英' })]);
    const note = await find<InputElement>('#note');
    await note.input('两行\n备注');
    expect(await note.value()).toBe('两行\n备注');
  });

  test('a two-way binding follows', async () => {
    await (await find<InputElement>('#two-way')).input('双');
    expect(await (await page()).data('model')).toBe('双');
    expect(await (await find('#echo')).text()).toBe('双');
  });

  test('switch, slider, radio and checkbox', async () => {
    await (await find('#switch')).tap();
    expect(await log()).toContainEqual(['change', false]);
    await (await find<SliderElement>('#slider')).slideTo(45);
    expect(await log()).toContainEqual(['change', 45]);
    expect(await (await find('#slider')).value()).toBe(45);
    await (await find('radio[value="蓝"]')).tap();
    expect(await log()).toContainEqual(['change', '蓝']);
    await (await find('checkbox')).tap();
    expect(await log()).toContainEqual(['change', ['0', '1']]);
  });

  test('a picker answers what is triggered', async () => {
    await (await find('#unit')).trigger('change', { value: 2 });
    expect(await log()).toContainEqual(['change', 2]);
  });

  test('the form hands everything over', async () => {
    await (await find('#submit')).tap();
    const submitted = await until(() => page().then((form) => form.data('submitted')), (value) => value !== null);
    expect(submitted).toMatchObject({ name: '李秀英', note: '两行\n备注', likes: ['0', '1'], team: '蓝', open: false, minutes: 45 });
  });

  test('scroll-view, swiper and movable-view', async () => {
    await driven.goTo('switchTab', '/pages/list/list');
    const scroll = await find<ScrollViewElement>('scroll-view');
    expect(await scroll.scrollHeight()).toBeGreaterThan(600);
    await scroll.scrollTo(0, 120);
    expect(await scroll.property('scrollTop')).toBe(120);
    await (await find<SwiperElement>('swiper')).swipeTo(2);
    const swiped = await until(() => page().then((list) => list.data('log')), (lines: string[]) => lines.some((line) => line.startsWith('swiper 2')));
    expect(swiped).toContainEqual(expect.stringMatching(/^swiper 2/));
    const movable = await find<MovableViewElement>('movable-view');
    await movable.moveTo(40, 10);
    expect(await until(() => movable.property('x'), (x) => Number(x) === 40)).toBe(40);
  });
});
