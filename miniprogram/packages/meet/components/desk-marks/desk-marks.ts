import { lastThree } from '../../../../domain/meet/day';
import { typedWind } from '../../../../domain/meet/typed';
import { jumpOff } from '../../../../services/meet-day';
import { faultWords } from '../../../../services/errors';
import { nameOf, noteOf, starterOf } from '../../day-view';
import { faultWordsOf, type Field, formOf, type KeyRow, keysOf, type MarkForm, pressed, withTiming, writtenOf } from '../../mark-form';
import { dayTexts } from '../../texts-day';
import { type JumpOffView, jumpOffView, lastThreeNote, type MarkHeat, markHeats, openEntries } from './view';

const t = dayTexts.desk;

/** Outcomes in the order of the chips. */
const outcomes = (['ok', 'DNS', 'DNF', 'DQ'] as const).map((value) => ({ value, label: dayTexts.outcomes[value] }));
const clocks = (['hand', 'photo'] as const).map((value) => ({ value, label: t[value] }));
/** What the wind of a heat is typed in. */
const windField: Pick<Field, 'kind'> = { kind: 'wind' };

/** 录成绩: a keypad made for marks, one athlete after the other, ranks as they come. Fires `enter` {action, input, what}. */
Component({
  properties: {
    desk: { type: Object, value: null as unknown as Api.Meet.EventDesk },
    n: { type: Number, value: 1 },
    waits: { type: Array, value: [] as string[] },
  },
  data: {
    t,
    heats: [] as MarkHeat[],
    closed: false,
    left: 0,
    beginLabel: '',
    note: '',
    off: null as JumpOffView | null,
    trials: {} as Record<string, 'o' | 'x' | 'r'>,
    offBusy: false,
    // The keypad.
    entry: '',
    title: '',
    about: '',
    form: null as MarkForm | null,
    active: 0,
    kind: '' as Field['kind'] | '',
    keys: [] as KeyRow[],
    outcomes,
    clocks,
    asksClock: false,
    asksViolations: false,
    reruns: false,
    violations: '',
    mark: '',
    fault: '',
    label: '',
    // Wind of a heat.
    windHeat: 0,
    wind: '',
  },
  observers: {
    'desk, n, waits'(desk: Api.Meet.EventDesk | null, n: number, waits: string[]) {
      const round = desk?.rounds.find((one) => one.n === n);
      if (!desk || !round) return;
      const left = openEntries(round).length;
      const begun = Object.values(round.cards).some(({ entered }) => entered !== null);
      this.setData({ heats: markHeats(desk, round, waits), closed: round.signatures.length > 0, left, beginLabel: begun ? t.enterNext(left) : t.enterFirst, note: lastThreeNote(desk, round), off: jumpOffView(desk, round) });
    },
  },
  methods: {
    round() {
      return this.data.desk.rounds.find((one) => one.n === this.data.n);
    },

    begin() {
      const round = this.round();
      const [first] = round ? openEntries(round) : [];
      if (first !== undefined) this.show(first);
    },

    toSign() {
      this.triggerEvent('sign');
    },

    open({ currentTarget }: WechatMiniprogram.BaseEvent<object, { entry: string }>) {
      if (!this.data.closed) this.show(currentTarget.dataset.entry);
    },

    show(entry: string) {
      const { desk } = this.data;
      const round = this.round();
      const card = round?.cards[entry];
      if (!round || !card) return;
      const starter = starterOf(desk, entry);
      const form = formOf(desk.event, card, desk.timing, starter?.people.length ?? 1, lastThree(desk.event, round).includes(entry));
      const empty = form.fields.findIndex(({ text }) => text === '');
      const place = round.heats.find(({ places }) => places.some((one) => one.entry === entry))?.places.find((one) => one.entry === entry);
      this.setData({
        entry,
        title: `${place ? `${place.lane}  ` : ''}${nameOf(starter)}`,
        about: noteOf(starter),
        asksClock: form.fields.some(({ kind }) => kind === 'time') && desk.event.metres !== null,
        asksViolations: desk.event.sport === 'fun',
        reruns: desk.event.violation === 'rerun',
        fault: '',
      });
      this.put(form, Math.max(0, empty));
    },

    put(form: MarkForm, active: number) {
      const written = writtenOf(this.data.desk.event, form);
      const field = form.fields[active];
      const mark = written.ok ? written.mark : '';
      const kind = form.outcome === 'ok' && field ? field.kind : '';
      // Keys that stay are not drawn anew under a thumb.
      if (kind !== this.data.kind) this.setData({ kind, keys: kind === '' ? [] : keysOf(kind) });
      this.setData({ form, active, mark, label: t.saveNext(mark), violations: t.violations(form.violations), fault: '' });
    },

    close() {
      this.setData({ form: null, entry: '' });
    },

    pick({ currentTarget }: WechatMiniprogram.BaseEvent<object, { at: number }>) {
      if (this.data.form) this.put(this.data.form, currentTarget.dataset.at);
    },

    press({ currentTarget }: WechatMiniprogram.BaseEvent<object, { key: string }>) {
      const { form, active } = this.data;
      const { key } = currentTarget.dataset;
      if (!form || key === '') return;
      this.put({ ...form, fields: form.fields.map((one, index) => (index === active ? { ...one, text: pressed(one, key) } : one)) }, active);
    },

    chooseOutcome({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: MarkForm['outcome'] }>) {
      if (this.data.form) this.put({ ...this.data.form, outcome: value }, this.data.active);
    },

    chooseClock({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Api.Meet.Timing }>) {
      if (this.data.form && this.data.form.timing !== value) this.put(withTiming(this.data.desk.event, this.data.form, value), 0);
    },

    writeRule({ detail: { value } }: WechatMiniprogram.Input) {
      if (this.data.form) this.put({ ...this.data.form, rule: value }, this.data.active);
    },

    countViolations({ currentTarget }: WechatMiniprogram.BaseEvent<object, { by: number }>) {
      const { form, active } = this.data;
      if (form) this.put({ ...form, violations: Math.min(100, Math.max(0, form.violations + currentTarget.dataset.by)) }, active);
    },

    toggleRerun() {
      const { form, active } = this.data;
      if (form) this.put({ ...form, reruns: form.reruns === 0 ? 1 : 0 }, active);
    },

    save() {
      const { desk, form, entry, n } = this.data;
      const round = this.round();
      const card = round?.cards[entry];
      if (!form || !round || !card) return;
      const written = writtenOf(desk.event, form);
      if (!written.ok) {
        this.setData({ fault: written.fault === '' ? faultWordsOf.outcome : faultWordsOf[written.fault] });
        void wx.vibrateLong();
        return;
      }
      const next = openEntries(round).filter((one) => one !== entry);
      const later = next.find((one) => openEntries(round).indexOf(one) > openEntries(round).indexOf(entry)) ?? next[0];
      const input = { meetId: desk.meetId, event: desk.event.id, round: n, entry, m: card.m, entered: written.entered };
      this.triggerEvent('enter', { action: 'event.mark', input, what: `${nameOf(starterOf(desk, entry))} ${written.mark}` });
      void wx.vibrateShort({ type: 'medium' });
      if (later === undefined) this.close();
      else this.show(later);
    },

    openWind({ currentTarget }: WechatMiniprogram.BaseEvent<object, { n: number }>) {
      if (!this.data.closed) this.setData({ windHeat: currentTarget.dataset.n, wind: '', fault: '', kind: 'wind', keys: keysOf('wind') });
    },

    closeWind() {
      this.setData({ windHeat: 0 });
    },

    pressWind({ currentTarget }: WechatMiniprogram.BaseEvent<object, { key: string }>) {
      if (currentTarget.dataset.key !== '') this.setData({ wind: pressed({ ...windField, text: this.data.wind }, currentTarget.dataset.key), fault: '' });
    },

    saveWind() {
      const wind = typedWind(this.data.wind);
      if (wind === null) this.setData({ fault: t.bad });
      else this.giveWind(wind);
    },

    noWind() {
      this.giveWind(null);
    },

    giveWind(wind: number | null) {
      const { desk, n, windHeat } = this.data;
      const was = this.round()?.winds[`h${windHeat}`] ?? null;
      if (was !== wind) this.triggerEvent('enter', { action: 'event.wind', input: { meetId: desk.meetId, event: desk.event.id, round: n, heat: windHeat, was, wind }, what: t.windOf(wind === null ? t.noWind : this.data.wind) });
      this.setData({ windHeat: 0 });
    },

    try({ currentTarget }: WechatMiniprogram.BaseEvent<object, { entry: string; trial: 'o' | 'x' | 'r' }>) {
      const { entry, trial } = currentTarget.dataset;
      this.setData({ trials: { ...this.data.trials, [entry]: trial } });
    },

    async keepTrials() {
      const { desk, off, trials } = this.data;
      if (!off || this.data.offBusy) return;
      this.setData({ offBusy: true, fault: '' });
      try {
        const held = Object.fromEntries(off.rows.flatMap(({ entry }) => (trials[entry] ? [[entry, trials[entry]]] : [])));
        await jumpOff({ meetId: desk.meetId, event: desk.event.id, n: off.n, height: off.height, trials: held });
        this.setData({ trials: {} });
        this.triggerEvent('done');
      } catch (cause) {
        this.setData({ fault: faultWords(cause) });
      } finally {
        this.setData({ offBusy: false });
      }
    },
  },
});
