/** What differs between environments and is no secret. */
export const config = {
  /** CloudBase environment id; the local cloud takes any. */
  env: 'gongyun-local',
  /** Where the pages of hall/ are served, for the big screen's browser. */
  hall: 'http://127.0.0.1:8420/hall/',
  /** Subscribe-message template ids by name, from the mini-program's own console. */
  templates: {
    placeFreed: 'tmpl-place-freed-0000000000000000000000000',
    activityTomorrow: 'tmpl-activity-tomorrow-000000000000000000',
    yourHeat: 'tmpl-your-heat-00000000000000000000000000',
    resultOut: 'tmpl-result-out-0000000000000000000000000',
    streakBreaking: 'tmpl-streak-breaking-00000000000000000000',
    announcement: 'tmpl-announcement-00000000000000000000000',
  } satisfies Record<Api.Notice.Template, string>,
};
