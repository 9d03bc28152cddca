import { randomFrom } from '../faults/scheduler';

/** A made note with what is known of it. */
export interface MadeNote {
  id: number;
  text: string;
  /** Number of the note that it was copied from, itself or through others; its own where it is nobody's copy. */
  family: number;
}

const split = (words: string): string[] => words.split(' ');

const books = split('平凡的世界 三体 红岩 活着 钢铁是怎样炼成的 许三观卖血记 乡土中国 苏东坡传 长征 人世间 围城 骆驼祥子 创业史 大国工匠 傅雷家书 万历十五年 边城 白鹿原 呐喊 家');
const people = split('主人公 少平 少安 江姐 保尔 福贵 祥子 周秉昆 翠翠 作者 老师傅 父亲 那位队长 女工 叶文洁 苏轼 孩子们 邻居 一个年轻人 车间主任');
const when = split('昨天夜里 今天午休 下班以后 坐班车的时候 值夜班的间隙 早上六点 周末在家 陪孩子写作业时 等料的二十分钟里 倒班回来 在书屋里 吃过晚饭 雨下个不停 地铁上 睡前 发车之前 交接班前 检修停机时 病房安静下来 食堂排队时');
const read = split('读到%p离开家的那一段 翻开这本书的中间 重新看了第%n章 跟着%p走过了那个冬天 一口气读了%n页 把折角的地方又看了一遍 读完了关于%p的故事 终于看到%p做出了决定 慢慢读着那封信 看%p和命运较劲 合上书想了很久 抄下了第%n页的几行字 被%p的一句话绊住了 把前言读完了 陪%p走到了结尾 看到%p在雪地里推车 听工友讲起%p 读到分别的时候 数着页码往前走 从%p的沉默里读出了倔强');
const felt = split('心里一下子热了起来 忽然觉得日子有了盼头 鼻子有点酸 想起了自己刚进厂的样子 觉得手上的活也有了分量 竟然忘了时间 才明白坚持不是喊出来的 对普通人三个字有了新的看法 像被人轻轻推了一把 想给远方的爸妈打个电话 不由得佩服起%p 觉得自己还差得远 有些话好像就是说给我们听的 生出一点不服气 明白了什么叫手艺 觉得苦也可以说得很平静 知道了选择背后的代价 忍不住笑出了声 为%p捏了一把汗 突然懂了师傅当年的脾气');
const link = split('我们班组的老张也是这样的人 我的徒弟刚学会开这台机床 去年抢修那三天我没有合眼 车队里跑夜线的兄弟都懂 医院里每天都有这样的告别 我女儿问我为什么还要读书 工资不多但心里踏实 焊花落在手套上的时候我常想起它 我把这一页拍给了同事看 班长说这本书他读过三遍 流水线不会等人可书会 以前总觉得读书是学生的事 我打算把它推荐给新来的同事 手机放下以后时间多了起来 图纸上的线也像书里的路 我们这一代人没有挨过饿 送完最后一单已经十一点 站在讲台上我常说起这个故事 环卫车开过的街道最安静 仓库里的灯亮到很晚');
const close = split('明天接着往下读 希望自己也能做到 这就是今天的收获 慢一点也没有关系 先把手上的事做好再说 等读完了再写一篇长的 愿每个认真干活的人都被看见 记下来免得忘了 下次和大家聊聊这一段 书还厚路还长 要把这份劲头带到岗位上 也算没有白过这一天 谢谢工会送来的这本书 给自己定个小目标每天%n页 想听听别人怎么看 留一个问题给自己 再难也别丢了这口气 我会再读一遍 把今天当作新的开头 周末去书屋换下一本');
const passages = [
  '生活不能等待别人来安排，要自己去争取和奋斗；而不论其结果是喜是悲，但可以慰藉的是，你总不枉在这世界上活了一场。',
  '人最宝贵的东西是生命，生命属于人只有一次，一个人的一生应该是这样度过的：当他回首往事的时候，他不会因为虚度年华而悔恨。',
  '人是为活着本身而活着的，而不是为了活着之外的任何事物所活着，这句话我抄在了工具箱的盖子里面。',
  '每个人都有一个觉醒期，但觉醒的早晚决定个人的命运，真正的英雄主义就是看清生活以后依然热爱生活。',
];
const swaps: readonly (readonly [string, string])[] = ['觉得 感到', '明白 懂得', '忽然 猛地', '今天 今日', '自己 本人', '同事 工友', '读 看', '心里 心中', '明天 明日', '希望 但愿', '想起 记起', '时候 时刻', '这本书 此书', '一段 一节', '师傅 老师', '大家 各位', '很久 许久', '以后 之后'].map((pair) => {
  const [from = '', to = ''] = split(pair);
  return [from, to] as const;
});

interface Chance {
  /** A whole number below. */
  below(most: number): number;
  of<T>(list: readonly T[]): T;
}

function chanceOf(random: () => number): Chance {
  const below = (most: number) => Math.floor(random() * most);
  return {
    below,
    of: (list) => {
      const one = list[below(list.length)];
      if (one === undefined) throw new RangeError('an empty list');
      return one;
    },
  };
}

const filled = (text: string, chance: Chance): string => text.replace('%p', () => chance.of(people)).replace('%n', () => String(3 + chance.below(300)));

/** One sentence of three or four clauses: millions are possible, yet clauses come again and again, as they do. */
function sentence(chance: Chance): string {
  const parts = [`${chance.of(when)}${filled(chance.of(read), chance)}`, filled(chance.of(felt), chance)];
  if (chance.below(2) === 0) parts.push(chance.of(link));
  return `${parts.join('，')}。`;
}

function ownNote(chance: Chance): string {
  const body = Array.from({ length: 2 + chance.below(4) }, () => sentence(chance)).join('');
  const opening = chance.below(3) === 0 ? `读《${chance.of(books)}》有感：` : chance.below(3) === 0 ? `打卡第${1 + chance.below(30)}天，今天读《${chance.of(books)}》。` : '';
  const quotation = chance.below(4) === 0 ? `书里说：“${chance.of(passages)}”` : '';
  return `${opening}${quotation}${body}${filled(chance.of(close), chance)}。`;
}

/** The same frame every day with other content: common, and no copy. */
function framed(chance: Chance): string {
  return `职工读书月打卡，书名《${chance.of(books)}》，阅读${20 + chance.below(40)}分钟。${sentence(chance)}${sentence(chance)}读书使人明智，让我们一起坚持下去。`;
}

const sentences = (text: string): string[] => text.split(/(?<=。)/u).filter((part) => part !== '');

function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  const rest = [...list];
  return list.map(() => chance.of(rest.splice(chance.below(rest.length), 1)));
}

/** The ways in which notes are copied. */
const copies: readonly ((text: string, chance: Chance) => string)[] = [
  (text) => text,
  (text) => text.replace(/[，。]/gu, (sign) => (sign === '，' ? ' ' : '！\n')),
  (text) => [...text].join('\u200B'),
  (text, chance) => `${text}${chance.of(['👍', '💪💪', '加油！', '共勉'])}`,
  (text) => swaps.reduce((so, [from, to]) => so.split(from).join(to), text),
  (text, chance) => shuffled(sentences(text), chance).join(''),
  (text, chance) => `${filled(chance.of(close), chance)}。${text}`,
  (text) => (sentences(text).length > 3 ? sentences(text).slice(1).join('') : text),
  (text, chance) => [...text].map((character) => (chance.below(30) === 0 ? '的' : character)).join(''),
  (text, chance) => shuffled(sentences(swaps.reduce((so, [from, to]) => (chance.below(2) === 0 ? so.split(from).join(to) : so), text)), chance).join(''),
  (text) => `“${text}”`,
];

/** Notes in the order in which they were written, one in eight of them a copy of an earlier one; the same for the same seed. */
export function madeNotes(count: number, seed = 1): MadeNote[] {
  const chance = chanceOf(randomFrom(seed));
  const notes: MadeNote[] = [];
  for (let id = 0; id < count; id += 1) {
    const earlier = notes.length > 0 && chance.below(8) === 0 ? chance.of(notes) : null;
    if (earlier) notes.push({ id, text: chance.of(copies)(earlier.text, chance), family: earlier.family });
    else notes.push({ id, text: chance.below(10) === 0 ? framed(chance) : ownNote(chance), family: id });
  }
  return notes;
}
