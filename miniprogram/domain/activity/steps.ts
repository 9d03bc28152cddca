import { calendarTime, dayOf } from '../time/shanghai';

/** One stretch of a programme, such as 报名 or 决赛; from and to are instants. */
export interface Stretch {
  title: string;
  from: number;
  to: number;
}

const clock = (at: number) => {
  const time = calendarTime(at);
  return `${time.hour}:${String(time.minute).padStart(2, '0')}`;
};
const date = (at: number) => {
  const time = calendarTime(at);
  return `${time.month}月${time.date}日`;
};

/** `12月1日 9:00 – 11:30`, `12月1日 – 12月20日`, with years where they differ; a stretch of one instant is that instant. */
export function whenOf(from: number, to: number): string {
  if (to <= from) return `${date(from)} ${clock(from)}`;
  if (dayOf(from) === dayOf(to)) return `${date(from)} ${clock(from)} – ${clock(to)}`;
  const [first, last] = [calendarTime(from).year, calendarTime(to).year];
  if (first !== last) return `${first}年${date(from)} – ${last}年${date(to)}`;
  return `${date(from)} – ${date(to)}`;
}

/** The steps of a programme as a line: which are over, which one is on, which come. */
export function stepsAt(stretches: readonly Stretch[], now: number): Api.Activity.Step[] {
  return stretches.map((stretch) => ({
    title: stretch.title,
    when: whenOf(stretch.from, stretch.to),
    state: now >= stretch.to ? 'done' : now >= stretch.from ? 'now' : 'next',
  }));
}

const running: Record<Api.Activity.Programme, string> = { reading: '读书打卡', contest: '比赛', meet: '比赛', general: '活动' };

/** The steps of an activity that was opened from title, time and places alone. */
export function plainStretches(draft: { programme: Api.Activity.Programme; signUpOpensAt: number; signUpClosesAt: number; startsAt: number; endsAt: number }): Stretch[] {
  return [
    { title: '报名', from: draft.signUpOpensAt, to: draft.signUpClosesAt },
    { title: running[draft.programme], from: draft.startsAt, to: draft.endsAt },
  ];
}
