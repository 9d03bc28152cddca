import { lastMine, mine } from '../../../../services/teams';
import { teamsTexts as t } from '../../teams-texts';

/** A line that leads to my team in an activity, or to making one. */
Component({
  properties: {
    activityId: { type: String, value: '' },
    /** Questions were added: the leader answers them for the team. */
    asked: { type: Boolean, value: false },
  },
  data: { title: t.line.none, note: t.line.noneNote, leads: false },
  lifetimes: {
    attached() {
      const known = lastMine(this.data.activityId);
      if (known !== null) this.show(known);
    },
  },
  pageLifetimes: {
    show() {
      void this.load();
    },
  },
  observers: {
    activityId() {
      void this.load();
    },
  },
  methods: {
    /** A miss is not worth a word: the line leads to the page all the same. */
    async load() {
      if (this.data.activityId !== '') await mine(this.data.activityId).then((answer) => this.show(answer), () => undefined);
    },

    show({ team }: Api.Output<'teams.mine'>) {
      if (team === null) return this.setData({ title: t.line.none, note: t.line.noneNote, leads: false });
      const state = team.short ? t.short : team.state === 'waiting' && team.position !== null ? t.waitingAt(team.position) : t.states[team.state];
      this.setData({ title: t.line.mine(team.name), note: `${t.count(team.people.length)} · ${state}`, leads: team.leads && team.state !== 'draft' });
    },
  },
});
