import { fontScale } from '../../../../format/scale';
import { teamOf } from '../../../../services/challenges';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { challengeName } from '../../../../texts/challenges';
import { challengeTexts as t } from '../../challenge-texts';
import { barOf, type Bar } from '../challenges/view';

interface Reader extends Bar {
  key: number;
  name: string;
}

interface Team {
  name: string;
  unitName: string;
  finished: string;
  readers: Reader[];
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  challenge: string;
  failure: Failure | null;
  team: Team | null;
}

const data: Data = { fs: fontScale(), t, common, id: '', challenge: '', failure: null, team: null };

function viewOf({ bookTitle, unitName, of, need, finished, readers }: Api.Output<'reading.team'>): Team {
  const rows = readers.map((reader, key) => ({ key, name: reader.mine ? `${reader.name}${t.me}` : reader.name, ...barOf({ ...reader, need }, of) }));
  return { name: challengeName({ kind: 'book', bookId: '', of, at: need }, bookTitle), unitName, finished: t.finished(finished, readers.length), readers: rows };
}

/** A team's common book: who has read how much. */
Page({
  data,

  onLoad({ id = '', challenge = '' }: { id?: string; challenge?: string }) {
    this.setData({ id, challenge });
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      this.setData({ team: viewOf(await teamOf(this.data.id, this.data.challenge)) });
    });
  },
});
