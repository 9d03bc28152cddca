import { identities } from '../../identities';
import { h, icon } from '../wx/dom';
import { clockSection, outboxSection, unsupportedSection } from './cloud-view';
import { drawSwitches } from './panel';
import { createStage } from './stage';
import { keptState, loadState, newPhone, saveState } from './state';

const state = loadState(location.search, keptState());
const stage = createStage(state, { select: (id) => change(() => (state.active = id)), close: toggleSecond });
const unsupported = unsupportedSection();
const switches = h('div', { class: 'switches' });
const scrim = h('button', { class: 'scrim', 'aria-label': '收起设置', onclick: () => document.body.classList.remove('open') });
const panel = h(
  'aside',
  { class: 'panel', 'aria-label': '本地开发设置' },
  h('header', {}, h('i', { class: 'mark' }, '韵'), h('div', {}, h('h1', {}, '工韵'), h('p', {}, '本地开发环境'))),
  switches,
  clockSection(),
  outboxSection(openFor),
  unsupported.element,
  h('footer', {}, '这是运行在本机上的开发环境：云函数、数据库和这台手机都在这台电脑里，不连接微信，数据保存在项目的 .local 文件夹。'),
);
const opener = h('button', { class: 'opener', 'aria-label': '打开设置', onclick: () => document.body.classList.toggle('open') }, icon('M4 7h16M4 12h16M4 17h16', 22));

function change(edit: () => void): void {
  edit();
  document.documentElement.dataset['theme'] = state.theme;
  drawSwitches(switches, state, { changed: () => change(() => {}), toggleSecond, reload: () => stage.reload(state.active) });
  stage.render();
  saveState(state);
}

function otherPerson(): string {
  return identities.find(({ role }) => role === 'gate')?.openid ?? '';
}

function toggleSecond(): void {
  change(() => {
    const first = state.phones.filter(({ id }) => id === '1');
    state.phones = state.phones.length > 1 ? first : [...first, newPhone('2', otherPerson())];
    state.active = state.phones.length > 1 ? '2' : '1';
  });
}

/** Opens a page on the phone of a person; takes the phone in hand when the person holds none. */
function openFor(openid: string, page: string): void {
  const phone = state.phones.find((known) => known.openid === openid) ?? state.phones.find(({ id }) => id === state.active);
  if (phone) {
    change(() => {
      phone.openid = openid;
      phone.page = page === '' || page.startsWith('/') ? page : `/${page}`;
      state.active = phone.id;
    });
    stage.reload(phone.id);
  }
}

/** A shared page goes to the other phone, which is taken out when it is not on the desk. */
function openElsewhere(from: '1' | '2', page: string): void {
  const other = state.phones.find(({ id }) => id !== from);
  if (other) {
    openFor(other.openid, page);
  } else {
    change(() => {
      state.phones = [...state.phones, newPhone('2', otherPerson(), page)];
      state.active = '2';
    });
  }
}

window.addEventListener('message', ({ origin, source, data }) => {
  const phone = stage.phoneOf(source);
  if (origin !== location.origin || !phone) {
    return;
  }
  if (data.type === 'phone.unsupported') {
    unsupported.add(String(data.name));
  } else if (data.type === 'phone.page') {
    phone.page = String(data.page);
    saveState(state);
  } else if (data.type === 'phone.open') {
    openElsewhere(phone.id, String(data.page));
  }
});

document.body.append(stage.element, scrim, panel, opener);
change(() => {});
