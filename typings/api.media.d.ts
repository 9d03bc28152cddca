declare namespace Api.Media {
  /**
   * checking: WeChat looks at the photo · pass · risky: nobody opens it · held: no verdict, a person decides
   * unchecked: a document, which WeChat cannot look at; only the organiser opens it.
   */
  type State = 'checking' | 'pass' | 'risky' | 'held' | 'unchecked';

  interface Kept {
    mediaId: string;
    state: State;
  }
}

declare namespace Api {
  interface Actions {
    /**
     * Gives a file that was just uploaded its purpose; a photo is sent to be checked. Keyed.
     * `fileId`: `media/<22 characters>.<ending>`. `what`: a file question's id, `sealed` for the photo of the sealed form, `brief` for a photo of a cadre's 活动简报, `announcement` for a cadre's picture or document (then `activityId` is the union's id), `note` for one of a reader's 读后感, `work` for one of a work 征文, `marks` for an official's photo of a paper sheet of a meet.
     */
    'media.keep': { input: { fileId: string; activityId: string; what: string }; output: Media.Kept };
    /** An address of a file for ten minutes: for who uploaded it and for the cadres whose desk it lies on. */
    'media.open': { input: { mediaId: string }; output: { url: string; ending: string; state: Media.State } };
    /** Asks again about my photos that have no verdict yet; at most 20. What is not mine is left out. */
    'media.recheck': { input: { mediaIds: string[] }; output: { items: Media.Kept[] } };
  }
}
