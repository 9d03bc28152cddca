import { calendarTime, day, hour, instant, minute, startOfDay } from '../../domain/time/shanghai';

/** What a programme's usual activity looks like: data that fills the form. */
export interface Template {
  title: string;
  summary: string;
  capacity: number;
  startsAt: Api.Millis;
  endsAt: Api.Millis;
}

/** The instant at `hours`:`minutes` of the next Saturday that is at least `ahead` days away. */
function saturday(now: Api.Millis, ahead: number, hours: number, minutes: number): Api.Millis {
  const from = startOfDay(now) + ahead * day;
  return from + ((6 - calendarTime(from).weekday + 7) % 7) * day + hours * hour + minutes * minute;
}

function nextMonth(now: Api.Millis): Api.Millis {
  const { year, month } = calendarTime(now);
  return month === 12 ? instant(year + 1, 1, 1) : instant(year, month + 1, 1);
}

/** The template of a programme, as seen at `now`. */
export function templateOf(programme: Api.Activity.Programme, now: Api.Millis): Template {
  const at = (startsAt: Api.Millis, length: number) => ({ startsAt, endsAt: startsAt + length });
  switch (programme) {
    case 'reading': {
      // A few days are left for signing up.
      const times = at(nextMonth(now + 3 * day), 30 * day);
      return {
        ...times,
        title: `${calendarTime(times.startsAt).year}年职工读书月`,
        summary: '每天读一会儿，打卡记下书名和心得。\n参加者自备图书，也可以到职工书屋借阅。',
        capacity: 500,
      };
    }
    case 'contest':
      return {
        ...at(saturday(now, 14, 14, 0), 3 * hour),
        title: '职工歌咏比赛',
        summary: '以班组或个人为单位参加，曲目健康向上，时长不超过 5 分钟。\n请提前 30 分钟到场签到。',
        capacity: 100,
      };
    case 'meet':
      return {
        ...at(saturday(now, 21, 8, 30), 8 * hour),
        title: '职工趣味运动会',
        summary: '项目有拔河、跳长绳、接力跑等，量力参加。\n请穿运动服和运动鞋，身体不适请勿参赛。',
        capacity: 300,
      };
    case 'general':
      return {
        ...at(saturday(now, 2, 9, 0), 2 * hour),
        title: '职工文体活动',
        summary: '请提前 15 分钟到场，凭入场码签到。\n临时不能来请在小程序里取消报名，把名额让给其他工友。',
        capacity: 50,
      };
  }
}
