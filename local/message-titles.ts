/** What the consent sheet calls a message template; on a real phone the title comes from WeChat's console. Keys are parts of the local template ids. */
const titles: Readonly<Record<string, string>> = {
  'place-freed': '候补转正提醒',
  'activity-tomorrow': '活动开始提醒',
};

/** The title of a subscribe-message template; the id itself where none is known. */
export function messageTitle(templateId: string): string {
  return Object.entries(titles).find(([part]) => templateId.includes(part))?.[1] ?? templateId;
}
