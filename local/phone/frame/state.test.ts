import { addressOf, labelOf, loadState, newPhone } from './state';

test('a first visit starts with one worker, system theme and standard size', () => {
  expect(loadState('', null)).toEqual({
    phones: [{ id: '1', openid: 'demo-worker-chen', online: true, page: '' }],
    active: '1',
    theme: 'system',
    font: 1,
    size: 'standard',
  });
});

test('the address wins over what was kept, and nonsense in it is passed over', () => {
  const kept = JSON.stringify({ phones: [newPhone('1', 'demo-worker-li', '/pages/me/me')], active: '1', theme: 'dark', font: 1.6, size: 'small' });
  expect(loadState('?as=demo-judge-sun&theme=light&font=1.3&size=max&as2=demo-gate-zhao', kept)).toMatchObject({
    phones: [{ id: '1', openid: 'demo-judge-sun', page: '' }, { id: '2', openid: 'demo-gate-zhao' }],
    theme: 'light',
    font: 1.3,
    size: 'max',
  });
  expect(loadState('?as=demo-worker-li', kept).phones).toEqual([{ id: '1', openid: 'demo-worker-li', online: true, page: '/pages/me/me' }]);
  expect(loadState('?theme=pink&font=9&size=huge', kept)).toMatchObject({ theme: 'dark', font: 1.6, size: 'small' });
});

test('a phone is told everything by its address', () => {
  const state = loadState('?as=demo-worker-li&theme=dark&font=1.3&page=/packages/activity/pages/detail/detail?id=a%26b', null);
  const [phone] = state.phones;
  if (!phone) throw new Error('no phone');
  const address = new URL(addressOf(phone, state), 'http://127.0.0.1');
  expect(address.pathname).toBe('/phone');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    phone: '1', as: 'demo-worker-li', theme: 'dark', font: '1.3', online: '1', page: '/packages/activity/pages/detail/detail?id=a&b',
  });
  expect(labelOf(phone.openid)).toBe('职工 李秀英');
});
