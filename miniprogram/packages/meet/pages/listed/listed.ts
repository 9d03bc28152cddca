import { seedText } from '../../../../domain/meet/seed-marks';
import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { describe, type Failure } from '../../../../services/errors';
import { amend, listed, meet, restore } from '../../../../services/meet';
import { common } from '../../../../texts/common';
import { captainTexts } from '../../captain-texts';
import type { Orderable } from '../../components/tap-order/tap-order';

const t = captainTexts.listed;

interface RowView {
  entry: string;
  people: string;
  unit: string;
  seed: string;
  note: string;
  tone: 'red' | 'amber';
  changed: boolean;
}

interface Data {
  fs: number;
  t: typeof t;
  all: typeof captainTexts;
  common: typeof common;
  id: string;
  event: Api.Meet.Event | null;
  rows: RowView[];
  /** 种子 of a knock-out: those named, the strongest first; who may be; how many at most, 0: this event has none, or it is too late. */
  seeds: string[];
  seedable: Orderable[];
  mostSeeds: number;
  seedsLabel: string;
  /** May the list still be changed? */
  open: boolean;
  v: number;
  sheet: 'row' | 'scratch' | 'move' | 'seeds' | '';
  sheetTitle: string;
  chosen: RowView | null;
  targets: { id: string; name: string }[];
  busy: boolean;
  fault: string;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, all: captainTexts, common, id: '', event: null, rows: [], seeds: [], seedable: [], mostSeeds: 0, seedsLabel: '', open: false, v: 0, sheet: '', sheetTitle: '', chosen: null, targets: [], busy: false, fault: '', failure: null };

/** Who is entered for one event, for the organiser: 弃权 and 改报 before the draw. */
Page({
  data,
  eventId: '',

  onLoad({ id = '', event = '' }: { id?: string; event?: string }) {
    this.eventId = event;
    this.setData({ id });
    return this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    this.setData({ failure: null });
    try {
      const [{ entries, seeds, v }, { setup }] = await Promise.all([listed(this.data.id, this.eventId), meet(this.data.id)]);
      const events = setup?.rulebook.events ?? [];
      const event = events.find(({ id }) => id === this.eventId) ?? null;
      const nameOf = (id: string) => events.find((one) => one.id === id)?.name ?? '';
      if (event) wx.setNavigationBarTitle({ title: event.name });
      const open = setup?.state === 'frozen';
      const mostSeeds = open && event?.format.kind === 'knockout' ? event.format.seeds : 0;
      const nameOfAll = (people: Api.Meet.ListedEntry['people']) => people.map(({ name, bib }) => (bib === null ? name : `${bib} ${name}`)).join('、');
      const starts = ({ scratched, movedInto }: Api.Meet.ListedEntry) => scratched === null && (movedInto === null || movedInto === this.eventId);
      this.setData({
        ...{ event, v, open, seeds },
        mostSeeds,
        seedsLabel: captainTexts.seeds.open(seeds.length, mostSeeds),
        seedable: entries.filter(starts).map(({ entry, unitName, people }) => ({ id: entry, name: nameOfAll(people), note: unitName })),
        targets: events.filter(({ id, team }) => id !== this.eventId && (team === null) === (event?.team === null)).map(({ id, name }) => ({ id, name })),
        rows: entries.map(({ entry, event: from, unitName, people, seed, scratched, movedInto }) => ({
          entry,
          people: nameOfAll(people),
          unit: unitName,
          seed: seeds.includes(entry) ? captainTexts.seeds.number(seeds.indexOf(entry) + 1) : event && seed !== null ? seedText(event, seed) : '',
          note: scratched !== null ? t.scratched(scratched) : movedInto === null ? '' : movedInto === this.eventId ? t.came(nameOf(from)) : t.moved(nameOf(movedInto)),
          tone: scratched === null ? 'amber' : 'red',
          changed: scratched !== null || movedInto !== null,
        })),
      });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  openRow({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { entry: string }>) {
    const chosen = this.data.rows.find(({ entry }) => entry === currentTarget.dataset.entry);
    if (chosen && this.data.open) this.setData({ chosen, sheet: 'row', sheetTitle: chosen.people, fault: '' });
  },

  openScratch() {
    this.setData({ sheet: 'scratch', sheetTitle: t.scratchTitle });
  },

  openMove() {
    this.setData({ sheet: 'move', sheetTitle: t.moveTitle });
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  async scratch({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { id, v, chosen } = this.data;
    if (chosen) await this.during(() => amend({ meetId: id, v, change: { kind: 'scratch', entry: chosen.entry, reason } }));
  },

  async move({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const { id, v, chosen } = this.data;
    const into = currentTarget.dataset.id;
    if (chosen) await this.during(() => amend({ meetId: id, v, change: { kind: 'move', entry: chosen.entry, into } }));
  },

  async restore() {
    const { id, v, chosen } = this.data;
    if (chosen) await this.during(() => restore({ meetId: id, v, of: { entry: chosen.entry } }));
  },

  openSeeds() {
    this.setData({ sheet: 'seeds', fault: '' });
  },

  async giveSeeds({ detail: { ids } }: WechatMiniprogram.CustomEvent<{ ids: string[] }>) {
    const { id, v } = this.data;
    await this.during(() => amend({ meetId: id, v, change: { kind: 'seeds', event: this.eventId, entries: ids } }));
  },

  during(act: () => Promise<unknown>) {
    return oneAtATime(this, async () => {
      await act();
      this.setData({ sheet: '' });
      await this.load();
      void wx.showToast({ icon: 'none', title: t.done });
    });
  },
});
