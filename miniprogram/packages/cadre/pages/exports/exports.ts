import { fontScale } from '../../../../format/scale';
import { lastDetail, detail } from '../../../../services/activity';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { exportLink, exportStatus, recentExports, retryExport, startExport } from '../../../../services/export';
import { fetchAs, forget } from '../../../../services/files';
import { loading, pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { exportsTexts as t } from '../../exports-texts';
import { ownUnits } from '../../../../services/own-units';
import { type KindRow, kindRows, optionsOf, ownRows, rowsFor } from './kinds';
import { type JobRow, pauseBefore, rowOf } from './view';

/** So many rows of what was made before the rest is unfolded. */
const shown = 3;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  title: string;
  /** Not the organiser: files of the own unit's members. */
  own: boolean;
  /** Own units, and the one that is printed for; empty: for everybody. */
  units: { value: string; label: string }[];
  unit: string;
  loaded: boolean;
  failure: Failure | null;
  /** What was asked for, latest first; of them the rows are drawn. */
  all: Api.Export.Job[];
  jobs: JobRow[];
  unfolded: boolean;
  /** Rows that are folded away. */
  folded: number;
  kinds: typeof kindRows;
  sheet: boolean;
  /** The kind whose choice is being made; stays while its sheet goes. */
  asking: KindRow | null;
  chosen: string;
  /** Media ids of the photos that were put in. */
  photos: string[];
  /** The kind or the file that is being asked for. */
  busy: string;
  /** Where files that were fetched stand on this phone. */
  paths: Record<string, string>;
}

const data: Data = { fs: fontScale(), t, common, id: '', title: '', own: false, units: [], unit: '', loaded: false, failure: null, all: [], jobs: [], unfolded: false, folded: 0, kinds: kindRows, sheet: false, asking: null, chosen: '', photos: [], busy: '', paths: {} };

/** 导出打印: choose a file for print, watch it being made, open it or send it on. */
Page({
  data,
  timer: 0,
  /** How often it asked since something was started. */
  asked: 0,

  onLoad({ id = '', own = '' }: { id?: string; own?: string }) {
    const known = lastDetail(id);
    this.setData({ id, title: known?.title ?? '', ...(own !== '' ? { own: true, kinds: ownRows } : known ? { kinds: rowsFor(known.programme) } : {}) });
  },

  onShow() {
    return this.refresh();
  },

  onHide() {
    clearTimeout(this.timer);
  },

  onUnload() {
    clearTimeout(this.timer);
    Object.values(this.data.paths).forEach(forget);
  },

  onPullDownRefresh: pulled,

  async refresh() {
    const { id, title } = this.data;
    await loading(this, async () => {
      const [{ jobs, now }, activity, units] = await Promise.all([recentExports(), id !== '' && title === '' ? detail(id) : null, this.data.own ? ownUnits() : []]);
      const unit = this.data.unit || (units[0]?.value ?? '');
      this.setData({ all: jobs, loaded: true, units, unit, ...(activity === null ? {} : { title: activity.title, ...(this.data.own ? {} : { kinds: rowsFor(activity.programme) }) }) });
      this.show(now);
      this.watch();
    });
  },

  show(now: Api.Millis) {
    const rows = this.data.all.map((job) => rowOf(job, now));
    const folded = this.data.unfolded || rows.length <= shown + 1 ? 0 : rows.length - shown;
    this.setData({ jobs: rows.slice(0, rows.length - folded), folded });
  },

  chooseUnit({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ unit: value });
  },

  unfold() {
    this.setData({ unfolded: true });
    this.show(serverNow());
  },

  /** Puts what is known of a file into the list. */
  keep(job: Api.Export.Job, now: Api.Millis) {
    const { all } = this.data;
    const known = all.some(({ jobId }) => jobId === job.jobId);
    this.setData({ all: known ? all.map((other) => (other.jobId === job.jobId ? job : other)) : [job, ...all] });
    this.show(now);
  },

  /** Asks how far the files are that are not made yet, at growing intervals. */
  watch() {
    clearTimeout(this.timer);
    const open = this.data.all.filter(({ state }) => state === 'queued' || state === 'running');
    if (open.length === 0) {
      this.asked = 0;
      return;
    }
    this.timer = setTimeout(async () => {
      this.asked += 1;
      try {
        const answers = await Promise.all(open.map(({ jobId }) => exportStatus(jobId)));
        for (const { job, now } of answers) this.keep(job, now);
        this.setData({ failure: null });
      } catch (cause) {
        this.setData({ failure: describe(cause) });
      }
      this.watch();
    }, pauseBefore(this.asked));
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { kind: KindRow['kind'] }>) {
    const row = this.data.kinds.find(({ kind }) => kind === currentTarget.dataset.kind);
    if (row && (row.choice || row.photos > 0)) {
      // The photos of a sheet go with it.
      const photos = this.data.asking?.kind === row.kind ? this.data.photos : [];
      this.setData({ sheet: true, asking: row, chosen: row.choice?.items[0]?.value ?? '', photos });
      return undefined;
    }
    return row && this.make(row.kind, '');
  },

  chooseOption({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { value: string }>) {
    this.setData({ chosen: currentTarget.dataset.value });
  },

  changePhotos({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.setData({ photos: value });
  },

  closeSheet() {
    this.setData({ sheet: false });
  },

  async makeAsked() {
    const { asking, chosen } = this.data;
    if (asking === null) return;
    await this.make(asking.kind, chosen);
    this.setData({ sheet: false });
  },

  make(kind: KindRow['kind'], chosen: string) {
    return this.act(kind, async () => {
      const { job } = await startExport(kind, this.data.id, optionsOf(kind, chosen, this.data.photos, this.data.unit || null));
      this.keep(job, job.at);
      void wx.pageScrollTo({ scrollTop: 0 });
    });
  },

  async again({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const { id } = currentTarget.dataset;
    await this.act(id, async () => {
      const { job } = await retryExport(id);
      this.keep(job, job.at);
    });
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const { id } = currentTarget.dataset;
    return this.act(`open:${id}`, async () => {
      await wx.openDocument({ filePath: await this.pathOf(id), showMenu: true });
    });
  },

  /** WeChat asks for a tap of its own where the file had to be fetched first: then the next tap sends it. */
  async forward({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const { id } = currentTarget.dataset;
    await this.act(`forward:${id}`, async () => {
      const filePath = await this.pathOf(id);
      await new Promise<void>((resolve) => {
        wx.shareFileMessage({ filePath, complete: () => resolve() });
      });
    });
  },

  /** The file on this phone, fetched when it is first asked for. */
  async pathOf(id: string): Promise<string> {
    const known = this.data.paths[id];
    if (known !== undefined) return known;
    const { url, name } = await exportLink(id);
    const path = await fetchAs(url, name);
    // A newer file of the same name took the older one's place.
    const others = Object.entries(this.data.paths).filter(([, other]) => other !== path);
    this.setData({ paths: { ...Object.fromEntries(others), [id]: path } });
    return path;
  },

  /** One act at a time; what goes wrong is said. */
  async act(name: string, run: () => Promise<void>) {
    if (this.data.busy !== '') return;
    clearTimeout(this.timer);
    this.setData({ busy: name });
    try {
      await run();
      this.setData({ failure: null });
    } catch (cause) {
      const { message } = describe(cause);
      void wx.showToast({ title: message, icon: 'none' });
    } finally {
      this.setData({ busy: '' });
      this.watch();
    }
  },
});
