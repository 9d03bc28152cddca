/**
 * The server's time, milliseconds since 1970 UTC. The local cloud shifts it through the environment for tests;
 * on CloudBase the variable does not exist.
 */
export function serverNow(): number {
  const offset = Number(process.env['GONGYUN_CLOCK_OFFSET_MS'] ?? 0);
  return Date.now() + (Number.isFinite(offset) ? offset : 0);
}
