import { formNames } from './entry';
import { pointsText } from './scores';

/** What 主持人 says, in the words of the trade, from what is released only. */

type Piece = Api.Contest.Piece;

/** Ten-thousandths as they are said: 9.80; a sheet with weights may have a third decimal, 9.805, and is said whole. */
export function sheetWords(value: number): string {
  const [whole, rest] = [Math.floor(value / 10_000), String(value % 10_000).padStart(4, '0')];
  return `${whole}.${rest.slice(0, 2)}${rest.slice(2).replace(/0+$/, '')}`;
}

const one = ['', '一个', '两个', '三个'];

/** 去掉一个最高分9.80，去掉一个最低分9.00，最后得分9.46分 */
export function scoreWords({ announced, highest, lowest, adjusted }: Pick<Api.Contest.Released, 'announced' | 'highest' | 'lowest' | 'adjusted'>): string {
  const left = (name: string, values: readonly number[]) => (values.length === 0 ? [] : [`去掉${one[values.length] ?? ''}${name}${values.map(sheetWords).join('、')}`]);
  const added = adjusted === 0 ? [] : [adjusted < 0 ? `扣${pointsText(-adjusted)}分` : `加${pointsText(adjusted)}分`];
  return [...left('最高分', highest), ...left('最低分', lowest), ...added, `最后得分${pointsText(announced)}分`].join('，');
}

/** 3号，江城机床厂，合唱《咱们工人有力量》 */
export function pieceWords({ number, title, unitName, form, songs }: Piece): string {
  const sung = songs.map((song) => `《${song.title}》`).join('');
  return `${number > 0 ? `${number}号，` : ''}${unitName}，${formNames[form]}${sung === '' ? `“${title}”` : sung}`;
}

const partNames: Readonly<Record<Api.Contest.Performer['part'], string>> = { conductor: '指挥', lead: '领唱', accompanist: '伴奏', singer: '演唱者' };

/** The lines that bring somebody on stage. */
export function introWords(cue: Api.Contest.Cue): string[] {
  const authors = cue.songs.filter(({ author }) => author !== '').map(({ title, author }) => `《${title}》${author}`);
  const people = cue.people.map(({ part, names }) => `${partNames[part]}：${names.join('、')}`);
  return [`下面请欣赏：${pieceWords(cue)}。`, ...(authors.length > 0 ? [`${authors.join('；')}。`] : []), ...(people.length > 0 ? [`${people.join('；')}。`] : [])];
}
