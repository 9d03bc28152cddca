import { fits, tidy } from '../../../../domain/text/clean';
import { faultWords } from '../../../../services/errors';
import { add } from '../../../../services/teams';
import { teamsTexts as t } from '../../teams-texts';

/** The leader puts a member of the own unit into the team, by name. Fires `done`. */
Component({
  properties: { activityId: { type: String, value: '' } },
  data: { t, name: '', tail: '', fault: '', busy: false },
  methods: {
    type({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }, object, { of: 'name' | 'tail' }>) {
      this.setData({ [currentTarget.dataset.of]: value, fault: '' });
    },

    async add() {
      const { activityId, name, tail } = this.data;
      if (!fits(name, 2, 30)) return this.setData({ fault: t.addFault });
      this.setData({ busy: true, fault: '' });
      try {
        await add({ activityId, name: tidy(name), ...(tail.trim() === '' ? {} : { staffTail: tail.trim() }) });
        this.triggerEvent('done');
      } catch (cause) {
        this.setData({ fault: faultWords(cause) });
      } finally {
        this.setData({ busy: false });
      }
      return undefined;
    },
  },
});
