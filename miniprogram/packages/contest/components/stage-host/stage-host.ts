import { introWords, pieceWords, scoreWords } from '../../../../domain/contest/script';
import { describe } from '../../../../services/errors';
import { script } from '../../../../services/stage';
import { stageTexts } from '../../texts-stage';

const t = stageTexts.stage;

interface Said {
  /** Scores that are released: number, unit and what is said. */
  scores: { who: string; words: string }[];
  held: string;
  on: string[];
  next: string;
}

function saidOf({ on, next, last, held }: Api.Contest.Script): Said {
  return {
    scores: last.map((released) => ({ who: pieceWords(released.piece), words: scoreWords(released) })),
    held: held ? t.heldNote(held.done, held.of) : '',
    on: on ? introWords(on) : [],
    next: next ? pieceWords(next) : '',
  };
}

/** 主持人: what to say now, large; a score appears only once it is released. */
Component({
  properties: {
    contestId: { type: String, value: '' },
    roundId: { type: String, value: '' },
    /** Counts what happens in the round: with each the script is read anew. */
    v: { type: Number, value: 0 },
  },
  data: { t, said: null as Said | null, fault: '', larger: false },
  observers: {
    v() {
      void this.load();
    },
  },
  methods: {
    async load() {
      const { contestId, roundId } = this.data;
      if (roundId === '') return;
      try {
        this.setData({ said: saidOf((await script({ contestId, roundId })).script), fault: '' });
      } catch (cause) {
        this.setData({ fault: describe(cause).message });
      }
    },

    size() {
      this.setData({ larger: !this.data.larger });
    },
  },
});
