import { identities } from '../../identities';
import { h } from '../wx/dom';
import { fonts, sizes, themes, type DeskState, type Size, type ThemeChoice } from './state';

export interface PanelActions {
  changed(): void;
  toggleSecond(): void;
  reload(): void;
}

const roleNames = { worker: '职工', cadre: '干部', gate: '场馆', judge: '评委', official: '裁判', admin: '管理', stranger: '访客' } as const;

/** A row of choices of which one is on. */
function choices<T extends string | number>(label: string, options: readonly (readonly [T, string])[], current: T, choose: (value: T) => void): HTMLElement {
  return h(
    'div',
    { class: 'segments', role: 'radiogroup', 'aria-label': label },
    ...options.map(([value, text]) => h('button', { role: 'radio', 'aria-checked': String(value === current), onclick: () => choose(value) }, text)),
  );
}

export const section = (title: string, ...content: (Node | string | false)[]): HTMLElement => h('section', {}, h('h2', {}, title), ...content);

const keysOf = <T extends object>(record: T) => Object.keys(record) as (keyof T & string)[];

/** The switches of the desk: who holds the phone, network, looks. `draw` puts the present state into `holder`. */
export function drawSwitches(holder: HTMLElement, state: DeskState, actions: PanelActions): void {
  const phone = state.phones.find(({ id }) => id === state.active) ?? state.phones[0];
  if (!phone) {
    return;
  }
  const set = (change: () => void) => {
    change();
    actions.changed();
  };
  const people = identities.map(({ openid, label, role }) =>
    h(
      'button',
      { class: `person ${role}`, role: 'radio', 'aria-checked': String(openid === phone.openid), onclick: () => set(() => ((phone.openid = openid), (phone.page = ''))) },
      h('i', {}, roleNames[role]),
      role === 'stranger' ? label : label.slice(label.indexOf(' ') + 1),
    ),
  );
  holder.replaceChildren(
    ...(state.phones.length > 1
      ? [choices('手机', state.phones.map(({ id }) => [id, `手机 ${id}`] as const), state.active, (id) => set(() => (state.active = id)))]
      : []),
    section('身份', h('div', { class: 'people', role: 'radiogroup', 'aria-label': '身份' }, ...people)),
    section('网络', choices('网络', [['on', '在线'], ['off', '离线']] as const, phone.online ? 'on' : 'off', (value) => set(() => (phone.online = value === 'on')))),
    section('外观', choices<ThemeChoice>('外观', keysOf(themes).map((name) => [name, themes[name]] as const), state.theme, (theme) => set(() => (state.theme = theme)))),
    section('字号', choices<number>('字号', fonts.map((font) => [font, `${font}×`] as const), state.font, (font) => set(() => (state.font = font)))),
    section(
      '屏幕',
      choices<Size>('屏幕', keysOf(sizes).map((name) => [name, sizes[name].label] as const), state.size, (size) => set(() => (state.size = size))),
      h('p', { class: 'quiet' }, `${sizes[state.size].width} × ${sizes[state.size].height}`),
    ),
    section(
      '手机',
      h(
        'div',
        { class: 'row' },
        h('button', { class: 'act', onclick: actions.toggleSecond }, state.phones.length > 1 ? '收起第二台手机' : '打开第二台手机'),
        h('button', { class: 'act', onclick: actions.reload }, '重新加载'),
      ),
    ),
  );
}
