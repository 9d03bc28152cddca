import { fits, tidy } from '../../../../domain/text/clean';
import { faultWords } from '../../../../services/errors';
import { make } from '../../../../services/teams';
import { teamsTexts as t } from '../../teams-texts';

/** 建队: a name and, where there is a choice, the union to compete for. Fires `done` once the team is there. */
Component({
  properties: {
    activityId: { type: String, value: '' },
    /** Unions to compete for, the own one first. */
    units: { type: Array, value: [] as { id: string; name: string }[] },
    /** How many a team has, in words. */
    size: { type: String, value: '' },
  },
  data: { t, name: '', unionId: '', fault: '', busy: false },
  methods: {
    type({ detail: { value } }: WechatMiniprogram.Input) {
      this.setData({ name: value, fault: '' });
    },

    choose({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string }>) {
      this.setData({ unionId: currentTarget.dataset.id });
    },

    async make() {
      const { activityId, name, unionId } = this.data;
      if (!fits(name, 2, 12)) return this.setData({ fault: t.nameFault });
      this.setData({ busy: true, fault: '' });
      try {
        await make({ activityId, name: tidy(name), ...(unionId === '' ? {} : { unionId }) });
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
