import { calendarDay } from '../../../../format/when';
import { serverNow } from '../../../../services/clock';
import { capabilitiesOf } from '../../drafts';
import { rulesTexts as t } from '../../rules-texts';
import { templates } from '../../templates';

const groups = (['culture', 'sport', 'learn', 'serve'] as const).map((group) => ({
  name: t.groups[group],
  templates: templates
    .filter((template) => template.group === group)
    .map(({ id, icon, name, note, programme, rules, fields }) => ({ id, icon, name, note, programme, can: capabilitiesOf(rules ?? {}, fields?.length ?? 0).slice(0, 3).join(' · ') })),
}));

/** What to organise: cards by kind, and what was organised before. Fires `template` {id} and `again` {id}. */
Component({
  properties: {
    /** Api.Activity.Card[]: activities of mine, latest first. */
    before: { type: Array, value: [] },
  },
  data: { t, groups, earlier: [] as { id: string; title: string; when: string }[] },
  observers: {
    before(cards: Api.Activity.Card[]) {
      const now = serverNow();
      this.setData({ earlier: cards.slice(0, 3).map(({ activityId, title, startsAt }) => ({ id: activityId, title, when: calendarDay(startsAt, now) })) });
    },
  },
  methods: {
    choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      this.triggerEvent('template', { id: currentTarget.dataset.id });
    },
    again({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      this.triggerEvent('again', { id: currentTarget.dataset.id });
    },
  },
});
