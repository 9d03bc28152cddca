import { editionTemplates } from '../../../../domain/reading/templates';
import { daysBetweenIncluded } from '../../../../domain/time/days';
import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { editionDesk, lastEditionDesk } from '../../../../services/edition';
import type { Failure } from '../../../../services/errors';
import { startExport } from '../../../../services/export';
import { loading, pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { challengeDeskTexts } from '../../challenge-texts';
import { remindUrl } from '../../remind';
import { roomDeskTexts } from '../../room-texts';
import { ruleLines, spanWords } from '../../rule-words';
import { editionTexts as t } from '../../texts';

type Desk = Api.Reading.EditionDesk;

interface View {
  phase: string;
  span: string;
  lines: string[];
  before: string;
  /** Rules may still be changed. */
  open: boolean;
  waiting: string;
  remindUrl: string;
}

interface Data {
  fs: number;
  t: typeof t;
  challenge: Pick<typeof challengeDeskTexts, 'wayAll' | 'wayTeams'>;
  room: string;
  common: typeof common;
  id: string;
  failure: Failure | null;
  desk: Desk | null;
  view: View | null;
  fault: string;
  busy: boolean;
  templates: { id: string; name: string; note: string; label: string; lines: string[] }[];
}

const data: Data = {
  fs: fontScale(),
  t,
  challenge: { wayAll: challengeDeskTexts.wayAll, wayTeams: challengeDeskTexts.wayTeams },
  room: roomDeskTexts.way,
  common,
  id: '',
  failure: null,
  desk: null,
  view: null,
  fault: '',
  busy: false,
  templates: editionTemplates.map(({ id, name, note, rules }) => ({ id, name, note, label: t.use(name), lines: ruleLines(rules).slice(0, 4) })),
};

function viewOf({ editionId, title, plan, phase, before, readers, booksWaiting }: Desk): View | null {
  if (plan === null || phase === null) return null;
  const words = before && `${t.before(before.title, before.readers)}，${t.trend(readers - before.readers)}`;
  return {
    phase: t.phases[phase],
    span: spanWords(plan.from, plan.until, daysBetweenIncluded(plan.from, plan.until).length),
    lines: ruleLines(plan.rules),
    before: words ?? '',
    open: phase === 'announced',
    waiting: booksWaiting > 0 ? t.waiting(booksWaiting) : '',
    remindUrl: remindUrl({ editionId, title, until: plan.until, unit: '' }),
  };
}

/** 读书月工作台: a template first; then figures, books, units and honours of the edition. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    const known = lastEditionDesk(id);
    if (known !== null) this.setData({ desk: known, view: viewOf(known) });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      const desk = await editionDesk(this.data.id);
      this.setData({ desk, view: viewOf(desk) });
    });
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    void wx.navigateTo({ url: `/packages/editiondesk/pages/plan/plan?id=${this.data.id}&template=${currentTarget.dataset.id}` });
  },

  printUnits() {
    return this.file(() => startExport('readingUnits', this.data.id, {}));
  },

  /** Of one's own unit with names, else of everybody, masked. */
  printLedger() {
    return this.file(() => startExport('readingLedger', this.data.id, { unionId: this.data.desk?.unit?.id ?? null }));
  },

  file(start: () => Promise<unknown>) {
    return oneAtATime(this, async () => {
      await start();
      void wx.navigateTo({ url: `/packages/cadre/pages/exports/exports?id=${this.data.id}` });
    });
  },
});
