import { faultWords } from '../../../../services/errors';
import { keepFile } from '../../../../services/files';
import { announce, answerProtest, decideAppeal, giveBack, keepPhotos, sign } from '../../../../services/meet-day';
import { dayTexts } from '../../texts-day';
import { type SignView, signView } from './view';

const t = dayTexts.desk;

/** 签字: the sheet as it stands, three people one after the other, the 成绩公告; photos of the paper, answers to protests. Fires `done`. */
Component({
  properties: {
    desk: { type: Object, value: null as unknown as Api.Meet.EventDesk },
    n: { type: Number, value: 1 },
    /** So many entries wait on this phone: nothing is signed without them. */
    waiting: { type: Number, value: 0 },
  },
  data: { t, waitNote: t.waitFirst, view: null as SignView | null, sheet: '' as '' | 'return' | 'answer' | 'decide', protestId: '', protestText: '', upheld: false, text: '', busy: false, fault: '' },
  observers: {
    'desk, n'(desk: Api.Meet.EventDesk | null, n: number) {
      const round = desk?.rounds.find((one) => one.n === n);
      if (desk && round) this.setData({ view: signView(desk, round) });
    },
  },
  methods: {
    round() {
      const { desk, n } = this.data;
      return { meetId: desk.meetId, event: desk.event.id, round: n };
    },

    main() {
      const { desk, n, view } = this.data;
      const digest = desk.rounds.find((one) => one.n === n)?.digest ?? '';
      const as = view?.as;
      if (view?.main === 'announce') return this.act(() => announce(this.round()));
      return as ? this.act(() => sign({ ...this.round(), as, digest })) : undefined;
    },

    async act(ask: () => Promise<unknown>) {
      if (this.data.busy) return;
      this.setData({ busy: true, fault: '' });
      try {
        await ask();
        void wx.vibrateShort({ type: 'medium' });
        this.setData({ sheet: '', text: '' });
      } catch (cause) {
        this.setData({ fault: faultWords(cause) });
        void wx.vibrateLong();
      } finally {
        this.setData({ busy: false });
        this.triggerEvent('done');
      }
    },

    askReturn() {
      this.setData({ sheet: 'return', fault: '' });
    },

    askAnswer({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string; sheet: 'answer' | 'decide' }>) {
      const { id, sheet } = currentTarget.dataset;
      const found = this.data.view?.protests.find((one) => one.id === id);
      this.setData({ sheet, protestId: id, protestText: found?.text ?? '', upheld: false, text: '', fault: '' });
    },

    close() {
      this.setData({ sheet: '', fault: '' });
    },

    giveBack({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
      return this.act(() => giveBack({ ...this.round(), reason }));
    },

    write({ detail: { value } }: WechatMiniprogram.Input) {
      this.setData({ text: value });
    },

    hold({ currentTarget }: WechatMiniprogram.BaseEvent<object, { upheld: boolean }>) {
      this.setData({ upheld: currentTarget.dataset.upheld });
    },

    rule() {
      const { sheet, protestId, upheld, text } = this.data;
      const input = { ...this.round(), protestId, upheld, text: text.trim() };
      return this.act(() => (sheet === 'decide' ? decideAppeal(input) : answerProtest(input)));
    },

    async addPhoto() {
      if (this.data.busy) return;
      const chosen = await wx.chooseMedia({ count: 3, mediaType: ['image'], sizeType: ['compressed'] }).catch(() => null);
      const files = chosen?.tempFiles ?? [];
      if (files.length === 0) return;
      await this.act(async () => {
        const mediaIds: string[] = [];
        for (const { tempFilePath, size } of files) mediaIds.push((await keepFile({ path: tempFilePath, name: tempFilePath, bytes: size }, this.data.desk.meetId, 'marks')).mediaId);
        await keepPhotos({ ...this.round(), mediaIds });
        void wx.showToast({ icon: 'none', title: t.photoKept });
      });
    },
  },
});
