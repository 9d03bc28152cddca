declare namespace Api.Notice {
  /** Names of our subscribe-message templates; ids are in miniprogram/config.ts. */
  type Template = 'placeFreed' | 'activityTomorrow';
}

declare namespace Api {
  interface Actions {
    /** What the person answered to a consent sheet (通知我), so that we do not ask again right after a no. WeChat itself counts the consents. Keyed. */
    'notice.consent': { input: { template: Notice.Template; answer: 'accept' | 'reject' }; output: { recorded: true } };
  }
}
