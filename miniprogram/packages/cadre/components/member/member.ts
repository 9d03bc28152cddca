import { oneAtATime } from '../../../../services/acting';
import { correctRow, moveRow, removeRow } from '../../../../services/people';
import { common } from '../../../../texts/common';
import { kindNames } from '../../../../texts/people';
import { memberTexts as t } from '../../member-texts';

type Kind = Api.People.MemberKind;
const kinds = (['active', 'retired', 'dispatched'] as const).map((value) => ({ value, label: kindNames[value] }));

/**
 * What a cadre may do to one row of the roster, in a sheet: correct, move to another unit, remove.
 * Fires `close`, and `done` {words} once the roster has changed.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    uid: { type: String, value: '' },
    name: { type: String, value: '' },
    kind: { type: String, value: 'active' },
    /** Masked names are not for correcting: then the field stays empty. */
    masked: { type: Boolean, value: false },
    /** Api.People.UnionChoice[] to move to. */
    unions: { type: Array, value: [] as Api.People.UnionChoice[] },
    /** The present unit. */
    unionId: { type: String, value: '' },
  },
  data: {
    t,
    common,
    kinds,
    step: 'menu' as 'menu' | 'correct' | 'move' | 'remove',
    called: '',
    number: '',
    chosenKind: 'active' as Kind,
    targets: [] as Api.People.UnionChoice[],
    cancel: false,
    fault: '',
    busy: false,
  },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ step: 'menu', fault: '', cancel: false });
    },
  },
  methods: {
    moved({ detail: { visible } }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!visible) this.close();
    },

    close() {
      this.triggerEvent('close');
    },

    openCorrect() {
      const kind = kinds.find(({ value }) => value === this.data.kind)?.value ?? 'active';
      this.setData({ step: 'correct', called: this.data.masked ? '' : this.data.name, number: '', chosenKind: kind });
    },

    openMove() {
      this.setData({ step: 'move', targets: this.targetsNamed('') });
    },

    openRemove() {
      this.setData({ step: 'remove' });
    },

    typeName({ detail: { value } }: WechatMiniprogram.Input) {
      this.setData({ called: value, fault: '' });
    },

    typeNumber({ detail: { value } }: WechatMiniprogram.Input) {
      this.setData({ number: value, fault: '' });
    },

    chooseKind({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Kind }>) {
      this.setData({ chosenKind: value, fault: '' });
    },

    typeUnion({ detail: { value } }: WechatMiniprogram.Input) {
      this.setData({ targets: this.targetsNamed(value.trim()), fault: '' });
    },

    targetsNamed(part: string): Api.People.UnionChoice[] {
      const unions: Api.People.UnionChoice[] = this.data.unions;
      return unions.filter(({ id, name }) => id !== this.data.unionId && name.includes(part));
    },

    toggleCancel() {
      this.setData({ cancel: !this.data.cancel });
    },

    correct() {
      const { uid, name, masked, kind, called, number, chosenKind } = this.data;
      const newName = called.trim();
      const changes = {
        ...(newName !== '' && (masked || newName !== name) ? { name: newName } : {}),
        ...(number.trim() === '' ? {} : { staffNumber: number.trim() }),
        ...(chosenKind === kind ? {} : { kind: chosenKind }),
      };
      if (Object.keys(changes).length === 0) {
        this.setData({ fault: t.nothing });
        return undefined;
      }
      return this.during(() => correctRow({ uid, ...changes }), t.corrected);
    },

    async move({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string; name: string }>) {
      const { id, name } = currentTarget.dataset;
      const { confirm } = await wx.showModal({ title: t.moveTitle(this.data.name, name), content: t.moveText, confirmText: t.moveGo, cancelText: t.keep });
      if (confirm) await this.during(() => moveRow(this.data.uid, id), t.moved);
    },

    remove({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
      return this.during(() => removeRow({ uid: this.data.uid, reason, cancel: this.data.cancel }), t.removed);
    },

    /** One act at a time; what goes wrong stands in the sheet. */
    during(act: () => Promise<unknown>, words: string) {
      return oneAtATime(this, async () => {
        await act();
        this.triggerEvent('done', { words });
      });
    },
  },
});
