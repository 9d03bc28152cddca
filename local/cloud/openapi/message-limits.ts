/** What WeChat's side has decided about subscribe messages, as the console shows it: switches of the local cloud. */
export class MessageLimits {
  /** Ids of templates that were deleted in the console. */
  deleted: ReadonlySet<string> = new Set();
  /** So many more messages may go out today; null: as many as one likes. */
  left: number | null = null;
}
