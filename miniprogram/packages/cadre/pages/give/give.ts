import { fits } from '../../../../domain/text/clean';
import { fontScale } from '../../../../format/scale';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { candidates, give, grantable } from '../../../../services/roles';
import { common } from '../../../../texts/common';
import { roleNames } from '../../../../texts/people';
import { rolesTexts as t } from '../../roles-texts';
import { choiceOf, personOf, type Choice, type PersonRow, type Role, type Span } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  loaded: boolean;
  failure: Failure | null;
  grants: Api.People.Grant[];
  unions: Api.People.UnionChoice[];
  name: string;
  finding: boolean;
  findFault: string;
  /** null: nobody was searched for yet. */
  people: PersonRow[] | null;
  foundWords: string;
  peopleMore: boolean;
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
  name: '',
  finding: false,
  findFault: '',
  people: null,
  foundWords: '',
  peopleMore: false,
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

  typeName({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ name: value, findFault: '' });
  },

  async find() {
    const { name, finding } = this.data;
    if (finding) return;
    if (!fits(name, 2, 30)) {
      this.setData({ findFault: t.nameFault });
      return;
    }
    this.setData({ finding: true, findFault: '' });
    try {
      const { items, more } = await candidates(name.trim());
      const people = items.map(personOf);
      const [only] = people;
      this.setData({ people, peopleMore: more, foundWords: people.length === 0 ? t.notFound : t.found(people.length) });
      this.choose({ person: people.length === 1 && only !== undefined ? only : null });
    } catch (cause) {
      this.setData({ findFault: describe(cause).message });
    } finally {
      this.setData({ finding: false });
    }
  },

  choosePerson({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { uid: string }>) {
    const person = this.data.people?.find(({ uid }) => uid === currentTarget.dataset.uid);
    if (person !== undefined) this.choose({ person });
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

  sheetMoved({ detail: { visible } }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
    if (!visible) this.closeSheet();
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
      const { message, requestId } = describe(cause);
      this.setData({ sendFault: requestId === '' ? message : `${message}（${common.request} ${requestId}）` });
    } finally {
      this.setData({ busy: false });
    }
  },
});
