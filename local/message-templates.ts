import { config } from '../miniprogram/config';

/** What WeChat's console says of each subscribe-message template: its title, and the fields a message must fill. */
const templates: Record<Api.Notice.Template, { title: string; fields: readonly string[] }> = {
  placeFreed: { title: '候补转正提醒', fields: ['thing1', 'phrase2', 'time3'] },
  activityTomorrow: { title: '活动开始提醒', fields: ['thing1', 'time2', 'thing3'] },
  yourHeat: { title: '比赛检录提醒', fields: ['thing1', 'time2', 'thing3'] },
  resultOut: { title: '成绩公布通知', fields: ['thing1', 'phrase2'] },
  streakBreaking: { title: '打卡提醒', fields: ['thing1', 'number2'] },
  announcement: { title: '工会通知提醒', fields: ['thing1', 'thing2', 'time3'] },
};

const byId = Object.entries(config.templates).map(([name, id]) => ({ id, template: templates[name as Api.Notice.Template] }));

/** The title of a template; the id itself where none is known. */
export function messageTitle(templateId: string): string {
  return byId.find(({ id }) => id === templateId)?.template.title ?? templateId;
}

/** The fields of every template by its id, for the local cloud to refuse what WeChat would. */
export const messageFields: Record<string, readonly string[]> = Object.fromEntries(byId.map(({ id, template }) => [id, template.fields]));
