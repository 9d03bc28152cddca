import { fontScale } from '../../../../format/scale';
import { serverNow } from '../../../../services/clock';
import { describe, faultWords, type Failure } from '../../../../services/errors';
import { give, grantable } from '../../../../services/roles';
import { common } from '../../../../texts/common';
import { roleNames } from '../../../../texts/people';
import { rolesTexts as t } from '../../roles-texts';
import type { PersonRow } from '../../components/who/view';
import { choiceOf, type Choice, type Role, type Span } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  loaded: boolean;
  failure: Failure | null;
  grants: Api.People.Grant[];
  unions: Api.People.UnionChoice[];
  person: PersonRow | null;
  unionId: string;
  role: Role;
  span: Span;
  choice: Choice | null;
  note: string;
  sheet: boolean;
  words: string;
  unionsFound: Api.People.UnionChoice[];
  busy: boolean;
  sendFault: string;
}

const data: Data = {
  fs: fontScale(),
  t,
  common,
  loaded: false,
  failure: null,
  grants: [],
  unions: [],
  person: null,
  unionId: '',
  role: 'gate',
  span: 'year',
  choice: null,
  note: '',
  sheet: false,
  words: '',
  unionsFound: [],
  busy: false,
  sendFault: '',
};

/** 新增授权: a person by name, then which role, where and until when. */
Page({
  data,

  onLoad() {
    return this.load();
  },

  async load() {
    this.setData({ failure: null });
    try {
      const { grants, unions } = await grantable();
      this.setData({ loaded: true, grants, unions, unionsFound: unions });
      this.choose({ unionId: unions[0]?.id ?? '' });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  /** Takes a choice over and says what can be chosen beside it. */
  choose(change: Partial<Pick<Data, 'person' | 'unionId' | 'role' | 'span'>>) {
    const { grants, unions, person, unionId, role, span } = { ...this.data, ...change };
    const choice = choiceOf({ grants, unions, unionId, role, span }, serverNow());
    const note = person === null ? t.missing : choice.expires === null ? t.noEnd : t.summary(person.name, choice.union, roleNames[choice.role]);
    this.setData({ person, unionId, role: choice.role, span: choice.span, choice, note, sendFault: '' });
  },

  choosePerson({ detail: { person } }: WechatMiniprogram.CustomEvent<{ person: PersonRow | null }>) {
    this.choose({ person });
  },

  chooseRole({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Role }>) {
    this.choose({ role: value });
  },

  chooseSpan({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Span }>) {
    this.choose({ span: value });
  },

  openSheet() {
    this.setData({ sheet: true });
  },

  closeSheet() {
    this.setData({ sheet: false });
  },

  searchUnions({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ words: value, unionsFound: this.data.unions.filter(({ name }) => name.includes(value.trim())) });
  },

  chooseUnion({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.choose({ unionId: currentTarget.dataset.id });
    this.closeSheet();
  },

  async send() {
    const { person, choice, unionId } = this.data;
    if (person === null || choice === null || choice.expires === null) return;
    this.setData({ busy: true, sendFault: '' });
    try {
      await give({ uid: person.uid, role: choice.role, unionId, expires: choice.expires });
      void wx.vibrateShort({ type: 'medium' });
      void wx.showToast({ title: t.given, icon: 'success' });
      void wx.navigateBack({ fail: () => void wx.redirectTo({ url: '/packages/cadre/pages/grants/grants' }) });
    } catch (cause) {
      this.setData({ sendFault: faultWords(cause) });
    } finally {
      this.setData({ busy: false });
    }
  },
});
