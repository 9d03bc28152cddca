import { plainRules } from '../../domain/activity/rules';
import { calendarTime, day, hour, instant, minute, startOfDay } from '../../domain/time/shanghai';
import { type Template, templates, type When } from './templates';

/** What of a form a template fills. */
export interface Draft {
  programme: Api.Activity.Programme;
  title: string;
  summary: string;
  capacity: string;
  startsAt: Api.Millis;
  endsAt: Api.Millis;
  signUpClosesAt: Api.Millis | null;
  rules: Api.Activity.Rules;
  fields: Api.Activity.Field[];
}

function timesOf(when: When, now: Api.Millis): { startsAt: Api.Millis; endsAt: Api.Millis } {
  if ('month' in when) {
    const { year, month } = calendarTime(now + 3 * day);
    const startsAt = month === 12 ? instant(year + 1, 1, 1) : instant(year, month + 1, 1);
    return { startsAt, endsAt: startsAt + 30 * day };
  }
  const from = startOfDay(now) + when.ahead * day;
  const [hours = 0, minutes = 0] = when.at.split(':').map(Number);
  const startsAt = from + ((when.weekday - calendarTime(from).weekday + 7) % 7) * day + hours * hour + minutes * minute;
  return { startsAt, endsAt: startsAt + when.hours * hour };
}

/** The template as a draft at `now`. Sign-up opens with the publishing. */
export function draftOf(template: Template, now: Api.Millis): Draft {
  const times = timesOf(template.when, now);
  const { signUp } = template;
  // A lottery closes on the hour, with the hours that were promised before it.
  const closes = 'lasts' in signUp ? Math.ceil((now + signUp.lasts * hour) / hour) * hour : times.startsAt - signUp.before * hour;
  const rules = { ...plainRules, ...template.rules, substituteUntil: template.substitute === undefined ? null : times.startsAt - template.substitute * hour };
  return {
    ...times,
    rules,
    programme: template.programme,
    title: template.title.replace('{year}', String(calendarTime(times.startsAt).year)),
    summary: template.summary,
    capacity: String(template.capacity),
    signUpClosesAt: closes === times.startsAt ? null : closes,
    fields: (template.fields ?? []).map((field, index) => ({ ...field, id: `f${index + 1}` })),
  };
}

export function templateOf(id: string): Template {
  const found = templates.find((template) => template.id === id) ?? templates[0];
  if (!found) throw new Error('there are no templates');
  return found;
}

/** What an activity can do, by its rules and questions, as the chooser says it. */
export function capabilitiesOf({ mode = 'firstCome', team = null, sealedForm = false }: Partial<Api.Activity.Rules>, questions: number): string[] {
  const modes: Record<Api.Activity.Mode, string> = { firstCome: '先到先得', lottery: '摇号', review: '审核' };
  return [modes[mode], ...(team === null ? [] : ['组队']), ...(sealedForm ? ['盖章报名表'] : []), ...(questions > 0 ? ['报名表'] : []), '候补', '签到'];
}

/** An earlier activity once more: at the same time of the same weekday, the next that leaves a week; its rules as they were. */
export function again(detail: Api.Activity.Detail, now: Api.Millis): Draft {
  const week = 7 * day;
  const weeks = Math.max(1, Math.ceil((now + week - detail.startsAt) / week));
  const moved = weeks * week;
  const { rules } = detail;
  return {
    programme: detail.programme,
    title: detail.title,
    summary: detail.summary,
    capacity: String(detail.total.capacity),
    startsAt: detail.startsAt + moved,
    endsAt: detail.endsAt + moved,
    signUpClosesAt: detail.signUpClosesAt === detail.startsAt ? null : detail.signUpClosesAt + moved,
    rules: {
      ...rules,
      quotasReturnAt: rules.quotasReturnAt === null ? null : rules.quotasReturnAt + moved,
      substituteUntil: rules.substituteUntil === null ? null : rules.substituteUntil + moved,
      // Hours at which places opened mean nothing once sign-up opens with the publishing.
      batches: [],
    },
    fields: detail.fields,
  };
}
