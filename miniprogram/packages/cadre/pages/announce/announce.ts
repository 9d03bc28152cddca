import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { oneAtATime } from '../../../../services/acting';
import { detail, managed } from '../../../../services/activity';
import { reach, send } from '../../../../services/announce';
import { serverNow } from '../../../../services/clock';
import { describe, failureOf, faultWords, type Failure } from '../../../../services/errors';
import { keepFile } from '../../../../services/files';
import { makeKey } from '../../../../services/keys';
import { lastUnions, unions } from '../../../../services/people';
import { common } from '../../../../texts/common';
import { audienceOf, draftOf, missingOf, newAnnouncement, optionsIn, type AnnounceForm } from '../../announce-form';
import { announceTexts as t } from '../../announce-texts';
import { dropAnnouncement, keepAnnouncement, keptAnnouncement } from '../../shelf';

type Sheet = '' | 'union' | 'activity' | 'link' | 'option';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  failure: Failure | null;
  form: AnnounceForm | null;
  unions: Api.People.UnionChoice[];
  unionName: string;
  kinds: { value: string; label: string }[];
  roles: { value: string; label: string }[];
  activities: { id: string; title: string; when: string }[];
  options: NonNullable<AnnounceForm['answer']>[];
  sheet: Sheet;
  picker: boolean;
  sendWords: string;
  /** Of the audience as it is chosen; null: not counted yet. */
  reach: Api.Output<'announce.count'> | null;
  note: string;
  button: string;
  ready: boolean;
  fromBefore: boolean;
  uploading: boolean;
  busy: boolean;
  fault: string;
}

const chips = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }));

const data: Data = {
  ...{ fs: fontScale(), t, common, failure: null, form: null, unions: [], unionName: '', kinds: chips(t.kinds), roles: chips(t.roles), activities: [], options: [] },
  ...{ sheet: '', picker: false, sendWords: '', reach: null, note: '', button: t.write, ready: false, fromBefore: false, uploading: false, busy: false, fault: '' },
};

/** Waits for the thumb before the people are counted, ms. */
const pause = 250;

/** 写通知: for whom, what, when; the count of people before it goes. */
Page({
  data,
  timer: undefined as ReturnType<typeof setTimeout> | undefined,

  async onLoad({ activity, title, unit, words }) {
    const kept = activity === undefined ? keptAnnouncement() : null;
    const known = lastUnions();
    if (known !== null) this.begin(known.unions, kept);
    try {
      const { unions: choices } = await unions();
      this.begin(choices, this.data.form ?? kept);
      if (activity !== undefined && this.data.form) {
        const chosen = { id: activity, title: decodeURIComponent(title ?? '') };
        this.change({ kind: 'absent', activity: chosen, link: chosen, ...(unit === undefined ? {} : { unionId: unit }), ...(words === undefined ? {} : { title: t.remindTitle, text: decodeURIComponent(words) }) });
      }
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  onUnload() {
    clearTimeout(this.timer);
  },

  begin(choices: Api.People.UnionChoice[], before: AnnounceForm | null) {
    const form = before ?? newAnnouncement(makeKey(), choices[0]?.id ?? '');
    this.setData({ unions: choices, failure: null, fromBefore: this.data.fromBefore || (this.data.form === null && before !== null) });
    this.show(choices.some(({ id }) => id === form.unionId) ? form : { ...form, unionId: choices[0]?.id ?? '' }, null);
    this.countSoon();
  },

  startAfresh() {
    dropAnnouncement();
    this.setData({ fromBefore: false });
    this.show(newAnnouncement(makeKey(), this.data.unions[0]?.id ?? ''), null);
    this.countSoon();
  },

  show(form: AnnounceForm, reached: Data['reach']) {
    const missing = missingOf(form);
    const note = missing !== '' ? missing : reached === null ? t.counting : reached.people === 0 ? t.nobody : reached.two ? t.two : t.people(reached.words, reached.people);
    const people = reached?.people ?? 0;
    this.setData({
      ...{ form, reach: reached, note, ready: missing === '' && people > 0 },
      button: people === 0 ? t.write : form.sendAt === null ? t.send(people) : t.schedule(people),
      unionName: this.data.unions.find(({ id }) => id === form.unionId)?.name ?? '',
      sendWords: form.sendAt === null ? '' : moment(form.sendAt, serverNow()),
    });
  },

  /** Takes a change over. Another body is another act: it gets a key of its own. */
  change(change: Partial<AnnounceForm>) {
    const { form } = this.data;
    if (form === null) return;
    const next = { ...form, ...change, key: makeKey() };
    const asked = JSON.stringify(audienceOf(form)) !== JSON.stringify(audienceOf(next));
    this.show(next, asked ? null : this.data.reach);
    this.setData({ fault: '' });
    keepAnnouncement(next);
    if (asked) this.countSoon();
  },

  countSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.count(), pause);
  },

  async count() {
    const audience = this.data.form && audienceOf(this.data.form);
    if (!audience) return;
    try {
      const reached = await reach(audience);
      const { form } = this.data;
      // Another audience may have been chosen meanwhile.
      if (form && JSON.stringify(audienceOf(form)) === JSON.stringify(audience)) this.show(form, reached);
    } catch (cause) {
      this.setData({ fault: faultWords(cause) });
    }
  },

  chooseKind({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: AnnounceForm['kind'] }>) {
    this.change({ kind: value, answer: null });
    if (value === 'answer') void this.loadOptions();
  },

  chooseRole({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: AnnounceForm['role'] }>) {
    this.change({ role: value });
  },

  typeTitle({ detail: { value } }: WechatMiniprogram.Input) {
    this.change({ title: value });
  },

  typeText({ detail: { value } }: WechatMiniprogram.Input) {
    this.change({ text: value });
  },

  changePictures({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.change({ pictures: value });
  },

  chooseAsks({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.change({ asks: value === 'done' });
  },

  chooseWhen({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    if (value === 'now') this.change({ sendAt: null });
    else this.setData({ picker: true });
  },

  picked({ detail: { at } }: WechatMiniprogram.CustomEvent<{ at: Api.Millis }>) {
    this.setData({ picker: false });
    this.change({ sendAt: at });
  },

  closePicker() {
    this.setData({ picker: false });
  },

  openUnions() {
    this.setData({ sheet: 'union' });
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  chooseUnion({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    this.closeSheet();
    this.change({ unionId: id });
  },

  async openActivities({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { sheet: Sheet }>) {
    this.setData({ sheet: currentTarget.dataset.sheet });
    try {
      const now = serverNow();
      const { items } = await managed();
      this.setData({ activities: items.map(({ activityId: id, title, startsAt }) => ({ id, title, when: moment(startsAt, now) })) });
    } catch (cause) {
      this.setData({ sheet: '', fault: faultWords(cause) });
    }
  },

  chooseActivity({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const chosen = this.data.activities.find(({ id }) => id === currentTarget.dataset.id);
    const activity = chosen ? { id: chosen.id, title: chosen.title } : null;
    const { sheet } = this.data;
    this.closeSheet();
    if (sheet === 'link') {
      this.change({ link: activity });
      return;
    }
    this.change({ activity, answer: null, ...(this.data.form?.kind === 'absent' ? { link: activity } : {}) });
    if (this.data.form?.kind === 'answer') void this.loadOptions();
  },

  dropLink() {
    this.closeSheet();
    this.change({ link: null });
  },

  async loadOptions() {
    const activity = this.data.form?.activity;
    this.setData({ options: [] });
    if (!activity) return;
    try {
      const { fields } = await detail(activity.id);
      this.setData({ options: optionsIn(fields), sheet: 'option' });
    } catch (cause) {
      this.setData({ fault: faultWords(cause) });
    }
  },

  chooseOption({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { at: number }>) {
    this.closeSheet();
    this.change({ answer: this.data.options[Number(currentTarget.dataset.at)] ?? null });
  },

  async addFile() {
    const { form } = this.data;
    if (form === null || this.data.uploading) return;
    const chosen = await wx.chooseMessageFile({ count: 1, type: 'file', extension: ['pdf', 'docx', 'xlsx'] }).catch(() => null);
    const [file] = chosen?.tempFiles ?? [];
    if (!file) return;
    this.setData({ uploading: true, fault: '' });
    try {
      const { mediaId } = await keepFile({ path: file.path, name: file.name, bytes: file.size }, form.unionId, 'announcement');
      this.change({ file: { mediaId, name: file.name.slice(0, 80) } });
    } catch (cause) {
      this.setData({ fault: failureOf(cause).message });
    } finally {
      this.setData({ uploading: false });
    }
  },

  dropFile() {
    this.change({ file: null });
  },

  async confirm() {
    const { form, reach: reached, ready } = this.data;
    if (form === null || reached === null || !ready || this.data.busy) return;
    const { confirm } = await wx.showModal({ title: t.ask(reached.people), content: reached.two ? t.two : t.askText, confirmText: t.yes });
    if (confirm) await this.send();
  },

  async send() {
    const { form } = this.data;
    const audience = form && audienceOf(form);
    if (!form || !audience) return;
    await oneAtATime(this, async () => {
      const { announcementId, state } = await send(draftOf(form, audience), form.key);
      dropAnnouncement();
      void wx.vibrateShort({ type: 'medium' });
      void wx.showToast({ icon: 'none', title: t.results[state] });
      void wx.redirectTo({ url: `/packages/cadre/pages/trace/trace?id=${announcementId}` });
    });
  },
});
