import { nextCalls } from '../../../../domain/meet/next-calls';
import { clockTime, moment } from '../../../../format/when';
import { serverNow } from '../../../../services/clock';
import { roundName } from '../../day-view';
import { endTexts } from '../../end-texts';

const t = endTexts.calls;

interface CallView {
  key: string;
  event: string;
  name: string;
  note: string;
  calling: boolean;
}

/** So many stand on a phone. */
const most = 4;
/** How often it is looked whether time has passed one by, ms. */
const beat = 20_000;

/** 接下来检录 of a meet, by its timetable; nothing where nothing is planned. */
Component({
  properties: {
    meetId: { type: String, value: '' },
    board: { type: Object, value: null as unknown as Api.Meet.Board },
  },
  data: { t, rows: [] as CallView[], paused: '', timer: 0 },
  observers: {
    board() {
      this.draw();
    },
  },
  lifetimes: {
    attached() {
      this.data.timer = Number(setInterval(() => this.draw(), beat));
    },
    detached() {
      clearInterval(this.data.timer);
    },
  },
  methods: {
    draw() {
      const { board } = this.data;
      if (!board) return;
      const now = serverNow();
      const events = new Map(board.events.map((one) => [one.event, one]));
      const rows = nextCalls(board, now, most).map(({ event, n, callAt, startAt, calling }): CallView => {
        const of = events.get(event);
        const note = [of?.zone ?? '', t.at(moment(callAt, now), clockTime(startAt))].filter((word) => word !== '').join(' · ');
        return { key: `${event} ${n}`, event, name: [of?.name ?? '', of && of.last > 1 ? roundName(n, of.last) : ''].filter((word) => word !== '').join(' '), note, calling };
      });
      this.setData({ rows, paused: board.paused === null ? '' : t.paused(board.paused) });
    },

    open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { event: string }>) {
      void wx.navigateTo({ url: `/packages/meet/pages/event/event?meet=${this.data.meetId}&event=${encodeURIComponent(currentTarget.dataset.event)}` });
    },
  },
});
