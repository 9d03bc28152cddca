import { oneAtATime } from '../../../../services/acting';
import { pair } from '../../../../services/meet-day';
import { dayTexts } from '../../texts-day';
import { isPlain, matchFaults, type MatchRow, matchRows, type ScoreForm, scoreForm, toggledForfeit, writtenScore } from './view';

const t = dayTexts.desk;

/** 比分: matches as they are played; of a Swiss event the next round. Fires `enter` {action, input, what}. */
Component({
  properties: {
    desk: { type: Object, value: null as unknown as Api.Meet.EventDesk },
    waits: { type: Array, value: [] as string[] },
  },
  data: { t, rows: [] as MatchRow[], closed: false, pairs: false, open: 0, plain: false, draws: false, id: '', title: '', home: '', away: '', form: null as ScoreForm | null, known: false, asksDecided: false, busy: false, fault: '' },
  observers: {
    'desk, waits'(desk: Api.Meet.EventDesk | null, waits: string[]) {
      const [round] = desk?.rounds ?? [];
      if (!desk || !round) return;
      const rows = matchRows(desk, round, waits);
      const open = rows.filter(({ playable, result }) => playable && result === null).length;
      const { table } = round;
      this.setData({
        rows,
        open,
        closed: round.signatures.length > 0,
        pairs: table?.kind === 'swiss' && open === 0 && table.rounds.length < table.of,
        plain: isPlain(desk.event),
        draws: table?.kind !== 'knockout' && desk.event.measure.kind === 'bouts' && desk.event.measure.bestOf === 1,
      });
    },
  },
  methods: {
    show({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string }>) {
      const row = this.data.rows.find(({ id }) => id === currentTarget.dataset.id);
      const [round] = this.data.desk.rounds;
      if (!row || !row.playable || !round || this.data.closed) return;
      const raw = round.matches[row.id]?.raw ?? null;
      this.setData({ id: row.id, title: t.match(row.home, row.away), home: row.home, away: row.away, known: raw !== null, fault: '' });
      this.put(scoreForm(this.data.desk.event, raw));
    },

    put(form: ScoreForm) {
      const [round] = this.data.desk.rounds;
      const [first] = form.bouts;
      const drawn = first !== undefined && first.home !== '' && first.home === first.away;
      this.setData({ form, asksDecided: form.forfeit === null && drawn && round?.table?.kind === 'knockout' && form.bouts.length === 1, fault: '' });
    },

    close() {
      this.setData({ form: null, id: '' });
    },

    write({ currentTarget, detail: { value } }: WechatMiniprogram.Input<object, { at: number; side: Api.Meet.Side }>) {
      const { form } = this.data;
      const { at, side } = currentTarget.dataset;
      if (form) this.put({ ...form, bouts: form.bouts.map((bout, index) => (index === at ? { ...bout, [side]: value } : bout)) });
    },

    /** A bout that is only won, drawn or lost. */
    win({ currentTarget }: WechatMiniprogram.BaseEvent<object, { at: number; score: string }>) {
      const { form } = this.data;
      const { at, score } = currentTarget.dataset;
      const [home = '', away = ''] = score.split(':');
      if (form) this.put({ ...form, bouts: form.bouts.map((bout, index) => (index !== at ? bout : bout.home === home && bout.away === away ? { ...bout, home: '', away: '' } : { ...bout, home, away })) });
    },

    giveUp({ currentTarget }: WechatMiniprogram.BaseEvent<object, { side: Api.Meet.Side }>) {
      const { form } = this.data;
      const { side } = currentTarget.dataset;
      if (form) this.put({ ...form, forfeit: toggledForfeit(form.forfeit, side) });
    },

    decide({ currentTarget }: WechatMiniprogram.BaseEvent<object, { side: Api.Meet.Side }>) {
      if (this.data.form) this.put({ ...this.data.form, decided: currentTarget.dataset.side });
    },

    save() {
      const { desk, form } = this.data;
      const table = desk.rounds[0]?.table;
      if (!form || !table) return;
      const written = writtenScore(desk.event, table, form);
      if (!written.ok) {
        this.setData({ fault: matchFaults[written.fault] });
        void wx.vibrateLong();
        return;
      }
      this.enter(written.raw);
    },

    takeBack() {
      this.enter(null);
    },

    enter(raw: Api.Meet.RawMatch | null) {
      const { desk, id, title } = this.data;
      const m = desk.rounds[0]?.matches[id]?.m ?? 0;
      this.triggerEvent('enter', { action: 'event.match', input: { meetId: desk.meetId, event: desk.event.id, match: id, m, raw }, what: title });
      void wx.vibrateShort({ type: 'medium' });
      this.close();
    },

    async pairNext() {
      const { desk, busy } = this.data;
      const table = desk.rounds[0]?.table;
      if (busy || table?.kind !== 'swiss') return;
      await oneAtATime(this, async () => {
        const { round } = await pair({ meetId: desk.meetId, event: desk.event.id }, table.rounds.length);
        void wx.showToast({ icon: 'none', title: round > table.rounds.length ? t.paired(round) : t.allMet });
        this.triggerEvent('done');
      });
    },

    tellDone() {
      this.triggerEvent('done');
    },

    toSign() {
      this.triggerEvent('sign');
    },
  },
});
