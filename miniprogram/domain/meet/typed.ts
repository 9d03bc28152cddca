/** Marks as an official types them on the keypad. null: no such mark. */

/** 12.31 → 12,310 ms; 1:02.34 → 62,340; 1:02:03.4 → 3,723,400. At most three decimals. */
export function typedTime(text: string): number | null {
  const found = /^(?:(?:(\d{1,2}):)?(\d{1,2}):)?(\d{1,3})(?:\.(\d{1,3}))?$/.exec(text);
  if (!found) return null;
  const [, hours, minutes, seconds = '0', decimals = ''] = found;
  if (minutes !== undefined && (Number(seconds) > 59 || seconds.length < 2)) return null;
  if (hours !== undefined && Number(minutes) > 59) return null;
  const ms = Number(hours ?? 0) * 3_600_000 + Number(minutes ?? 0) * 60_000 + Number(seconds) * 1000 + Number(decimals.padEnd(3, '0'));
  return ms > 0 ? ms : null;
}

/** 5.43 → 5,430 mm; at most three decimals. */
export function typedLength(text: string): number | null {
  const found = /^(\d{1,3})(?:\.(\d{1,3}))?$/.exec(text);
  if (!found) return null;
  const mm = Number(found[1]) * 1000 + Number((found[2] ?? '').padEnd(3, '0'));
  return mm > 0 ? mm : null;
}

/** +1.2, 1.2, -0.85 → hundredths of a m/s. */
export function typedWind(text: string): number | null {
  const found = /^([+-]?)(\d{1,2})(?:\.(\d{1,2}))?$/.exec(text);
  if (!found) return null;
  const size = Number(found[2]) * 100 + Number((found[3] ?? '').padEnd(2, '0'));
  return found[1] === '-' ? 0 - size : size;
}

export function typedCount(text: string): number | null {
  return /^\d{1,5}$/.test(text) ? Number(text) : null;
}

/** Back into what was typed: 12,310 → 12.31, 62,340 → 1:02.34. */
export function timeTyped(ms: number): string {
  const [minutes, rest] = [Math.floor(ms / 60_000), ms % 60_000];
  const seconds = Math.floor(rest / 1000);
  const decimals = String(rest % 1000).padStart(3, '0').replace(/0+$/, '');
  const tail = decimals === '' ? '' : `.${decimals}`;
  if (minutes === 0) return `${seconds}${tail}`;
  const low = `${String(seconds).padStart(2, '0')}${tail}`;
  return minutes < 60 ? `${minutes}:${low}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${low}`;
}

export function lengthTyped(mm: number): string {
  const decimals = String(mm % 1000).padStart(3, '0').replace(/0$/, '');
  return `${Math.floor(mm / 1000)}.${decimals}`;
}

export function windTyped(hundredths: number): string {
  const size = Math.abs(hundredths);
  return `${hundredths < 0 ? '-' : '+'}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0').replace(/0$/, '')}`;
}
