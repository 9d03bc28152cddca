/** 计时: how long an entry was on stage, and what overtime costs. */

type Duration = Api.Contest.Rulebook['duration'];

/** Longer than this nobody sings: a device whose clock was set meanwhile, ms. */
const longest = 2 * 3_600_000;

/**
 * Time on stage: what the timekeeper's own device measured, which no slow network lengthens. Where its clock was set meanwhile, the server's.
 * @returns ms; null: it has not ended
 */
export function timeOnStage(times: { startedAt: number | null; endedAt: number | null; deviceStartedAt: number | null; deviceEndedAt: number | null }): number | null {
  const { startedAt, endedAt, deviceStartedAt, deviceEndedAt } = times;
  if (startedAt === null || endedAt === null) return null;
  const own = deviceStartedAt === null || deviceEndedAt === null ? -1 : deviceEndedAt - deviceStartedAt;
  return own >= 0 && own <= longest ? own : Math.max(0, endedAt - startedAt);
}

/** Whole seconds over the limit; a begun second is not over. */
export const overtimeSeconds = (elapsed: number, { seconds }: Pick<Duration, 'seconds'>): number => Math.max(0, Math.floor(elapsed / 1000) - seconds);

/** 超时扣分: so many hundredths for each begun step over the limit. @returns 0 or below */
export function overtimeDeduction(elapsed: number, duration: Duration): number {
  const over = overtimeSeconds(elapsed, duration);
  return over === 0 || duration.overtime === 0 ? 0 : -Math.ceil(over / duration.step) * duration.overtime;
}

/** 5:07; with tenths while it runs is no use to anybody. */
export function clockWords(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
