import { fontScale } from '../../../../format/scale';
import { notices } from '../../../../services/awards';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { noticeTexts as t } from '../../texts';

interface Row {
  key: string;
  url: string;
  heading: string;
  note: string;
  standing: string;
  tone: string;
}

const tones = { running: 'amber', open: 'amber', clear: 'neutral' } as const;

const rowOf = ({ selectionId, noticeId, heading, level, unitName, until, standing, decided }: Api.Output<'awards.notices'>['items'][number]): Row => ({
  key: noticeId,
  url: `/packages/awards/pages/notice/notice?id=${selectionId}&notice=${noticeId}`,
  heading,
  note: `${t.level[level]} · ${unitName} · ${t.until(until)}`,
  standing: decided ? t.decided : t.standings[standing],
  tone: decided ? 'gold' : tones[standing],
});

const data = { fs: fontScale(), t, common, id: '', failure: null as Failure | null, loaded: false, rows: [] as Row[] };

/** 公示 of an edition that are for me: my unit's, and those of all. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      const { items } = await notices(this.data.id);
      this.setData({ rows: items.map(rowOf), loaded: true });
    });
  },
});
