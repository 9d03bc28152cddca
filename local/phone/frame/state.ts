import { identities } from '../../identities';

export const sizes = {
  standard: { label: '标准', width: 375, height: 812 },
  small: { label: '小屏', width: 320, height: 568 },
  large: { label: '大屏', width: 393, height: 852 },
  max: { label: '特大', width: 430, height: 932 },
} as const;
export const fonts = [1, 1.15, 1.3, 1.6] as const;
export const themes = { system: '跟随', light: '浅色', dark: '深色' } as const;

export type Size = keyof typeof sizes;
export type ThemeChoice = keyof typeof themes;

export interface PhoneState {
  readonly id: '1' | '2';
  openid: string;
  online: boolean;
  /** Where it starts: `/packages/…?x=1`; empty for the first page. */
  page: string;
}

export interface DeskState {
  phones: PhoneState[];
  /** The phone that the panel speaks of. */
  active: '1' | '2';
  theme: ThemeChoice;
  font: number;
  size: Size;
}

const storageName = 'frame.desk';
const has = <T extends object>(record: T, name: unknown): name is keyof T => typeof name === 'string' && name in record;

function fresh(): DeskState {
  return { phones: [newPhone('1', identities[0]?.openid ?? '')], active: '1', theme: 'system', font: 1, size: 'standard' };
}

export function newPhone(id: '1' | '2', openid: string, page = ''): PhoneState {
  return { id, openid, online: true, page };
}

/** The phone as it was for the same person; another one starts at the first page. */
function inHands(phone: PhoneState, openid: string): PhoneState {
  return phone.openid === openid ? { ...phone } : newPhone(phone.id, openid);
}

/** The state of the last visit, overlaid by `?as=&as2=&theme=&font=&size=&page=` of the address. */
export function loadState(search: string, kept: string | null): DeskState {
  const state: DeskState = { ...fresh(), ...(kept === null ? {} : JSON.parse(kept)) };
  const query = new URLSearchParams(search);
  const theme = query.get('theme');
  const size = query.get('size');
  const font = Number(query.get('font'));
  const kept1 = state.phones.find(({ id }) => id === '1') ?? newPhone('1', '');
  const kept2 = state.phones.find(({ id }) => id === '2');
  const second = query.get('as2') ?? kept2?.openid;
  const phones = [inHands(kept1, query.get('as') ?? kept1.openid), ...(second === undefined ? [] : [inHands(kept2 ?? newPhone('2', second), second)])];
  if (phones[0]) {
    phones[0].page = query.get('page') ?? phones[0].page;
  }
  return {
    ...state,
    phones,
    theme: has(themes, theme) ? theme : state.theme,
    size: has(sizes, size) ? size : state.size,
    font: fonts.some((known) => known === font) ? font : state.font,
  };
}

/** Keeps the state for a reload, and an address that can be copied. */
export function saveState(state: DeskState): void {
  sessionStorage.setItem(storageName, JSON.stringify(state));
  localStorage.setItem(storageName, JSON.stringify({ ...state, phones: state.phones.map((phone) => ({ ...phone, page: '', online: true })) }));
  const [first, second] = state.phones;
  const query = new URLSearchParams({ as: first?.openid ?? '', theme: state.theme, font: String(state.font), size: state.size });
  if (second) {
    query.set('as2', second.openid);
  }
  history.replaceState(null, '', `?${query.toString()}`);
}

export const keptState = (): string | null => sessionStorage.getItem(storageName) ?? localStorage.getItem(storageName);

export const labelOf = (openid: string): string => identities.find((identity) => identity.openid === openid)?.label ?? openid;

/** The address of one phone's document. */
export function addressOf(phone: PhoneState, state: DeskState): string {
  const query = new URLSearchParams({ phone: phone.id, as: phone.openid, theme: state.theme, font: String(state.font), online: phone.online ? '1' : '0' });
  if (phone.page !== '') {
    query.set('page', phone.page);
  }
  return `/phone?${query.toString()}`;
}
