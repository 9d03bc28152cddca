import { day } from '../../../miniprogram/domain/time/shanghai';

/** Our subscribe-message templates, in the order in which what is due goes out. */
export const subscriptions = ['placeFreed', 'yourHeat', 'activityTomorrow', 'streakBreaking', 'resultOut', 'announcement'] as const satisfies readonly Api.Notice.Template[];

/** One kind of message to one person, as data: `{word}` is filled with what it is about. */
export interface NoticeTemplate {
  /** What stands in the inbox. */
  title: string;
  text: string;
  /** Page that a tap opens, without a leading slash. */
  page: string;
  /** The subscribe message that goes with it, by the template's own keys; null: the inbox alone. */
  subscribe: null | {
    template: Api.Notice.Template;
    data: Record<string, string>;
    /** any: it cannot wait for the morning. */
    hours: 'waking' | 'any';
    /** So long after the telling it is worth sending, ms. */
    worth: number;
  };
}

/** A `thing` value of a subscribe message: 20 characters at most. */
function shortThing(text: string): string {
  const characters = [...text];
  return characters.length > 20 ? `${characters.slice(0, 19).join('')}…` : text;
}

const detail = 'packages/activity/pages/detail/detail?id={activityId}';

/** Every automatic message of the product. `{when}` is a time as people say it. */
export const templates = {
  placeFreed: {
    title: '{phrase}',
    text: '「{title}」{when}开始。{next}',
    page: detail,
    subscribe: { template: 'placeFreed', data: { thing1: '{title}', phrase2: '{phrase}', time3: '{when}' }, hours: 'any', worth: day },
  },
  activityTomorrow: {
    title: '活动快开始了',
    text: '「{title}」{when}开始，在{place}。来之前打开入场码看一眼。',
    page: detail,
    subscribe: { template: 'activityTomorrow', data: { thing1: '{title}', time2: '{when}', thing3: '{place}' }, hours: 'waking', worth: day },
  },
  teamShort: {
    title: '队伍人数不足',
    text: '「{title}」的队伍少了人，请在报名截止前补齐。',
    page: 'packages/activity/pages/team/team?id={activityId}',
    subscribe: { template: 'placeFreed', data: { thing1: '{title}', phrase2: '人数不足', time3: '{when}' }, hours: 'any', worth: day },
  },
  drawn: {
    title: '摇号结果：{phrase}',
    text: '「{title}」已经摇号，您的结果是{phrase}。名单和验证办法都公开了。',
    page: detail,
    subscribe: { template: 'placeFreed', data: { thing1: '{title}', phrase2: '{phrase}', time3: '{when}' }, hours: 'waking', worth: 3 * day },
  },
  reviewed: {
    title: '报名审核：{phrase}',
    text: '「{title}」的报名有了答复：{phrase}。',
    page: detail,
    subscribe: { template: 'placeFreed', data: { thing1: '{title}', phrase2: '{phrase}', time3: '{when}' }, hours: 'waking', worth: 3 * day },
  },
  yourHeat: {
    title: '您的项目快检录了',
    text: '{event}{heat}，{when}检录，在{place}。',
    page: '{page}',
    subscribe: { template: 'yourHeat', data: { thing1: '{event}', time2: '{when}', thing3: '{place}' }, hours: 'any', worth: day / 4 },
  },
  resultOut: {
    title: '成绩公布了',
    text: '「{title}」的成绩已经公布。{result}',
    page: '{page}',
    subscribe: { template: 'resultOut', data: { thing1: '{title}', phrase2: '成绩公布' }, hours: 'waking', worth: 3 * day },
  },
  streakBreaking: {
    title: '今天还没打卡',
    text: '您已连续打卡 {days} 天，今天 24:00 前打卡就不会断。',
    page: 'packages/reading/pages/checkin/checkin?id={editionId}',
    subscribe: { template: 'streakBreaking', data: { thing1: '{title}', number2: '{days}' }, hours: 'waking', worth: day / 4 },
  },
  publicNotice: {
    title: '公示开始了',
    text: '「{title}」的名单从 {from} 起公示 {days} 个工作日，您在名单里。',
    page: '{page}',
    subscribe: null,
  },
  announcement: {
    title: '{title}',
    text: '{unit}',
    page: 'packages/notice/pages/announcement/announcement?id={announcementId}',
    subscribe: { template: 'announcement', data: { thing1: '{title}', thing2: '{unit}', time3: '{when}' }, hours: 'waking', worth: 2 * day },
  },
  /** A matter of one's own that has no kind of its own yet: an answer, a decision, a file that is ready. */
  matter: { title: '{title}', text: '{text}', page: '{page}', subscribe: null },
} as const satisfies Record<string, NoticeTemplate>;

export type NoticeName = keyof typeof templates;

type HolesIn<S> = S extends `${string}{${infer H}}${infer Rest}` ? H | HolesIn<Rest> : never;
type TextsOf<T> = T extends string ? T : T extends object ? { [K in keyof T]: TextsOf<T[K]> }[keyof T] : never;

/** The words that a kind of message wants. */
export type About<N extends NoticeName> = Record<HolesIn<TextsOf<(typeof templates)[N]>>, string>;

/** Fills the holes of a text. */
export const fill = (text: string, about: Readonly<Record<string, string>>): string => text.replace(/\{(\w+)\}/g, (hole, name: string) => about[name] ?? hole);

/** What a subscribe message says, by the template's own keys. */
export const valuesOf = (data: Readonly<Record<string, string>>, about: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(data).map(([name, text]) => [name, name.startsWith('thing') ? shortThing(fill(text, about)) : fill(text, about)]));
