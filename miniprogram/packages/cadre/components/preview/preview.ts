import { howChosen } from '../../../../domain/activity/rules';
import { moment, span } from '../../../../format/when';
import { serverNow } from '../../../../services/clock';
import { activityTexts } from '../../../../texts/activity';
import { inputOf, type Form } from '../../form';
import { rulesTexts as t } from '../../rules-texts';

interface Shown {
  title: string;
  programme: Api.Activity.Programme;
  facts: { label: string; lines: string[] }[];
  summary: string[];
}

const nothing: Shown = { title: '', programme: 'general', facts: [], summary: [] };

/** The activity as workers will see it. */
Component({
  properties: {
    /** The draft's Form. */
    form: { type: Object },
    union: { type: String, value: '' },
  },
  data: { t, shown: nothing },
  observers: {
    'form, union'(form: Form | null, union: string) {
      if (form === null) return;
      const now = serverNow();
      const facts = activityTexts.facts;
      const { capacity } = inputOf(form);
      const opens = form.signUpOpensAt === null ? '' : `${moment(form.signUpOpensAt, now)} 开放，`;
      this.setData({
        shown: {
          title: form.title || t.unnamed,
          programme: form.programme,
          summary: form.summary.split('\n').filter((line) => line.trim() !== ''),
          facts: [
            { label: facts.when, lines: [span(form.startsAt, form.endsAt, now)] },
            { label: facts.place, lines: [form.placeName, form.placeAddress].filter((line) => line !== '') },
            { label: facts.audience, lines: [`${union}会员`] },
            { label: facts.places, lines: [`${capacity} ${form.rules.team === null ? '个' : '队'}`] },
            { label: facts.how, lines: howChosen(form.rules, capacity, form.series).split('；') },
            { label: facts.signUp, lines: [`${opens}${moment(form.signUpClosesAt ?? form.startsAt, now)} 截止`] },
            ...(form.fields.length > 0 ? [{ label: t.asks, lines: form.fields.map(({ label }) => label) }] : []),
            ...(form.contact === '' ? [] : [{ label: facts.contact, lines: [form.contact] }]),
          ],
        },
      });
    },
  },
});
