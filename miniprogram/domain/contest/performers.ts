import { tidy } from '../text/clean';

/** A list of performers as leaders have it in a table or a chat: a line a person, 姓名 [领唱|指挥|伴奏] [外请]. */

type Listed = Omit<Api.Contest.Performer, 'uid'>;

const parts: Readonly<Record<string, Listed['part']>> = { 领唱: 'lead', 演唱: 'singer', 指挥: 'conductor', 伴奏: 'accompanist', 钢琴伴奏: 'accompanist' };
const words: Readonly<Record<Listed['part'], string>> = { lead: '领唱', singer: '', conductor: '指挥', accompanist: '伴奏' };

/** Reads a pasted list; names may also stand in one line with 、 or commas between. Who has no part sings. */
export function readPerformers(text: string): Listed[] {
  const numbered = tidy(text).split('\n').map((line) => line.replace(/^\s*\d{1,3}\s*[.．、)）]\s*/, ''));
  return numbered.join('\n').split(/[\n、，,;；]/).flatMap((line) => {
    const [name = '', ...rest] = line.split(/[\s()（）\t]+/).filter((word) => word !== '');
    const part = rest.flatMap((word) => parts[word] ?? [])[0] ?? 'singer';
    return name === '' ? [] : [{ name, part, outside: rest.includes('外请') }];
  });
}

/** The same list as text, a line a person. */
export function writePerformers(performers: readonly Listed[]): string {
  return performers.map(({ name, part, outside }) => [name, words[part], outside ? '外请' : ''].filter((word) => word !== '').join(' ')).join('\n');
}
