/** What WeChat lets into one field of a subscribe message, by the kind in its name (`thing1` is a thing). */
const kinds: Readonly<Record<string, (value: string) => boolean>> = {
  thing: (value) => lengthOf(value) <= 20,
  number: (value) => value.length <= 32 && /^[+-]?\d+(\.\d+)?$/.test(value),
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => lengthOf(value) <= 5 && !/[\p{Script=Han}A-Za-z0-9]/u.test(value),
  character_string: (value) => value.length <= 32 && /^[\x21-\x7e ]+$/.test(value),
  time: (value) => isMoment(value, /\d{1,2}:\d{2}/),
  date: (value) => isMoment(value, /\d{1,2}月\d{1,2}日|\d{1,4}[-/.]\d{1,2}/),
  amount: (value) => /^[^\d\s]?\d{1,10}(\.\d+)?元?$/.test(value),
  phone_number: (value) => value.length <= 17 && /^[\d+\-() ]+$/.test(value),
  car_number: (value) => lengthOf(value) <= 8,
  name: (value) => lengthOf(value) <= (/\p{Script=Han}/u.test(value) ? 10 : 20) && !/\d/.test(value),
  phrase: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
};

/**
 * Checks the `data` of a message.
 * @param keys the fields of the template, or undefined when the template's fields are not known here
 * @returns what is wrong, in WeChat's words, or undefined; and the values as text
 */
export function checkFields(
  data: unknown,
  keys: readonly string[] | undefined,
): { problem: string } | { fields: Record<string, { value: string }> } {
  const given: Record<string, unknown> = typeof data === 'object' && data !== null ? { ...data } : {};
  const fields: Record<string, { value: string }> = {};
  for (const name of keys ?? Object.keys(given)) {
    const { value }: { value?: unknown } = typeof given[name] === 'object' && given[name] !== null ? given[name] : {};
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    const fits = kinds[name.replace(/\d+$/, '')];
    if (text.trim() === '' || fits === undefined || !/\d$/.test(name) || /[\u0000-\u001f]/.test(text) || !fits(text)) {
      return { problem: `argument invalid! data.${name}.value invalid` };
    }
    fields[name] = { value: text };
  }
  return Object.keys(fields).length === 0 ? { problem: 'argument invalid! data is empty' } : { fields };
}

function lengthOf(text: string): number {
  return [...text].length;
}

/** A moment, or two joined by `~`. */
function isMoment(value: string, needed: RegExp): boolean {
  const parts = value.split('~');
  return parts.length <= 2 && value.length <= 64 && parts.every((part) => needed.test(part) && /^[\d年月日:：/.\- 时分秒]+$/.test(part.trim()));
}
