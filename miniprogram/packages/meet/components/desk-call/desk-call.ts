import { clockTime } from '../../../../format/when';
import { faultWords } from '../../../../services/errors';
import { summon } from '../../../../services/meet-day';
import { nameOf, starterOf } from '../../day-view';
import { dayTexts } from '../../texts-day';
import { bibIn, type CallHeat, callHeats, type CallRow, entryWithBib } from './view';

const t = dayTexts.desk;

const choices: readonly Api.Meet.Call[] = ['in', 'missing', 'leave', 'out', 'none'];

/** 检录: by scanning the bib or by a tap; who does not come is noted. Fires `enter` {action, input, what}. */
Component({
  properties: {
    desk: { type: Object, value: null as unknown as Api.Meet.EventDesk },
    n: { type: Number, value: 1 },
    waits: { type: Array, value: [] as string[] },
  },
  data: { t, heats: [] as CallHeat[], picked: null as CallRow | null, pickedTitle: '', choices: [] as { to: Api.Meet.Call; label: string }[], typing: false, bib: '', fault: '', said: '', closed: false, absent: 0, summonedAt: '', busy: false },
  observers: {
    'desk, n, waits'(desk: Api.Meet.EventDesk | null, n: number, waits: string[]) {
      const round = desk?.rounds.find((one) => one.n === n);
      if (!desk || !round) return;
      const heats = callHeats(desk, round, waits);
      this.setData({ heats, closed: round.signatures.length > 0, absent: heats.reduce((sum, { open }) => sum + open.length, 0), summonedAt: round.summonedAt === null ? '' : t.summonedAt(clockTime(round.summonedAt)) });
    },
  },
  methods: {
    round() {
      return this.data.desk.rounds.find((one) => one.n === this.data.n);
    },

    enter(entries: string[], from: Api.Meet.Call, to: Api.Meet.Call) {
      const { desk, n } = this.data;
      const [first = ''] = entries;
      const what = entries.length === 1 ? `${nameOf(starterOf(desk, first))} ${dayTexts.calls[to]}` : `${entries.length} ${dayTexts.calls[to]}`;
      this.triggerEvent('enter', { action: 'event.call', input: { meetId: desk.meetId, event: desk.event.id, round: n, entries, from, to }, what });
      void wx.vibrateShort({ type: 'medium' });
    },

    step({ currentTarget }: WechatMiniprogram.BaseEvent<object, { entry: string }>) {
      const row = this.data.heats.flatMap(({ rows }) => rows).find(({ entry }) => entry === currentTarget.dataset.entry);
      if (!row || this.data.closed) return;
      if (row.call === 'none') this.enter([row.entry], 'none', 'in');
      else this.more(row);
    },

    openMore({ currentTarget }: WechatMiniprogram.BaseEvent<object, { entry: string }>) {
      const row = this.data.heats.flatMap(({ rows }) => rows).find(({ entry }) => entry === currentTarget.dataset.entry);
      if (row && !this.data.closed) this.more(row);
    },

    more(row: CallRow) {
      this.setData({ picked: row, pickedTitle: t.callTitle(row.name), choices: choices.filter((to) => to !== row.call).map((to) => ({ to, label: t.setTo(dayTexts.calls[to]) })) });
    },

    closeMore() {
      this.setData({ picked: null });
    },

    choose({ currentTarget }: WechatMiniprogram.BaseEvent<object, { to: Api.Meet.Call }>) {
      const { picked } = this.data;
      if (picked) this.enter([picked.entry], picked.call, currentTarget.dataset.to);
      this.setData({ picked: null });
    },

    all({ currentTarget }: WechatMiniprogram.BaseEvent<object, { n: number }>) {
      const heat = this.data.heats.find(({ n }) => n === currentTarget.dataset.n);
      if (heat && heat.open.length > 0) this.enter(heat.open, 'none', 'in');
    },

    tellDone() {
      this.triggerEvent('done');
    },

    async summon() {
      const { desk, n } = this.data;
      if (this.data.busy) return;
      this.setData({ busy: true, fault: '', said: '' });
      try {
        const { told } = await summon({ meetId: desk.meetId, event: desk.event.id, round: n });
        this.setData({ said: t.summoned(told) });
        this.triggerEvent('done');
      } catch (cause) {
        this.setData({ fault: faultWords(cause) });
      } finally {
        this.setData({ busy: false });
      }
    },

    async scan() {
      const found = await wx.scanCode({ scanType: ['qrCode', 'barCode'] }).catch(() => null);
      if (found === null) return;
      const bib = bibIn(found.result);
      if (bib !== null) this.called(bib);
    },

    openTyping() {
      this.setData({ typing: true, bib: '', fault: '' });
    },

    closeTyping() {
      this.setData({ typing: false });
    },

    typeBib({ detail: { value } }: WechatMiniprogram.Input) {
      this.setData({ bib: value, fault: '' });
    },

    giveBib() {
      const bib = bibIn(this.data.bib);
      if (bib !== null && this.called(bib)) this.setData({ bib: '' });
    },

    /** @returns whether somebody was called in */
    called(bib: number): boolean {
      const { desk } = this.data;
      const round = this.round();
      const entry = round ? entryWithBib(desk, round, bib) : null;
      const call = entry === null ? undefined : round?.cards[entry]?.call;
      if (entry === null || call === undefined) {
        this.setData({ fault: t.noBib(bib), said: '' });
        void wx.vibrateLong();
        return false;
      }
      const name = nameOf(starterOf(desk, entry));
      if (call === 'in') {
        this.setData({ fault: t.bibTwice(name, dayTexts.calls.in), said: '' });
        return false;
      }
      this.enter([entry], call, 'in');
      this.setData({ fault: '', said: t.bibDone(name) });
      return true;
    },
  },
});
