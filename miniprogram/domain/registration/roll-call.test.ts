import fc from 'fast-check';
import { foldName } from '../people/names';
import { candidatesOf, mostLines, readingsOf, readRollCall, readWords, type Named } from './roll-call';
import { guessColumns, headRowOf, readRollSheet } from './roll-sheet';

const wordsOf = (text: string) => readRollCall(text).lines.map(({ words }) => words);

describe('a 微信接龙 as it is copied', () => {
  test('header, title, example, numbers', () => {
    const call = readRollCall('#接龙\n歌咏大赛现场观众\n周五前报，过时不候\n例 张三 机加车间\n\n1. 张三 机加车间\n2. 李四 装配\n3. 王五\n');
    expect(call).toEqual({
      title: '歌咏大赛现场观众',
      lines: [
        { line: 6, words: ['张三', '机加车间'], staffNumber: '', extra: 0, text: '张三 机加车间' },
        { line: 7, words: ['李四', '装配'], staffNumber: '', extra: 0, text: '李四 装配' },
        { line: 8, words: ['王五'], staffNumber: '', extra: 0, text: '王五' },
      ],
      faults: [],
    });
  });

  test('every way to number a line', () => {
    expect(wordsOf('1.张三\n2、李四\n３．王五\n4 赵六\n5)孙七\n（6）周八\n７吴九\n⑧郑十\n9：陈一一\n【10】林二')).toEqual([
      ...[['张三'], ['李四'], ['王五'], ['赵六'], ['孙七'], ['周八'], ['吴九'], ['郑十'], ['陈一一'], ['林二']],
    ]);
  });

  test('emoji, brackets, marks, keycaps', () => {
    expect(wordsOf('1. 🌹张三🌹（机加车间）\n2️⃣ 李四👍🏻\n3. 姓名：王五，单位：装配一班\n4. @赵六 ✅')).toEqual([['张三', '机加车间'], ['李四'], ['王五', '装配一班'], ['赵六']]);
  });

  test('empty numbers are gaps, a line without a number is named', () => {
    const call = readRollCall('#接龙\n报名\n1. 张三\n2.\n3. \n谢谢大家\n5. 李四');
    expect(call.lines.map(({ line }) => line)).toEqual([3, 7]);
    expect(call.faults).toEqual([{ line: 6, text: '谢谢大家', why: '这一行没有序号' }]);
  });

  test('who brings somebody is counted, and not guessed', () => {
    const call = readRollCall('1. 张三+1\n2. 李四 ＋２ 装配\n3. 王五 3人\n4. +1\n5. 赵六 共2位');
    expect(call.lines.map(({ words, extra }) => [words[0], extra])).toEqual([['张三', 1], ['李四', 2], ['王五', 2], ['赵六', 1]]);
    expect(call.faults).toEqual([{ line: 4, text: '+1', why: '只写了人数，没有名字' }]);
  });

  test('telephone numbers go no further, staff numbers do', () => {
    const call = readRollCall('1. 张三 13812345678\n2. 李四 工号 a1234 138 1234 5678');
    expect(call.lines.map(({ staffNumber, text }) => [staffNumber, text])).toEqual([['', '张三'], ['A1234', '李四 工号 a1234']]);
  });

  test('two on a line, a name with a dot, a name with a space', () => {
    expect(wordsOf('1. 张三、李四\n2. 阿尔肯·买买提 滨江街道\n3. 阿尔肯.买买提\n4. 张 三')).toEqual([['张三', '李四'], ['阿尔肯·买买提', '滨江街道'], ['阿尔肯.买买提'], ['张', '三']]);
  });

  test('a list without numbers: every line, under 接龙 the first is the title', () => {
    expect(wordsOf('张三 机加\n李四')).toEqual([['张三', '机加'], ['李四']]);
    const headed = readRollCall('#接龙\n看电影\n张三\n李四');
    expect([headed.title, headed.lines.length]).toEqual(['看电影', 2]);
  });

  test('dates and years in the heading are no numbers', () => {
    const call = readRollCall('#接龙\n2026年歌咏大赛\n12月1日 18点前\n30人封顶\n1. 张三');
    expect([call.title, call.lines.length, call.faults.length]).toEqual(['2026年歌咏大赛', 1, 0]);
  });

  test('nothing, and too much', () => {
    expect(readRollCall('').faults).toHaveLength(1);
    expect(readRollCall('#接龙\n标题').faults).toHaveLength(1);
    const much = readRollCall(Array.from({ length: mostLines + 1 }, (_, index) => `${index + 1}. 张三`).join('\n'));
    expect([much.lines.length, much.faults.length]).toEqual([0, 1]);
  });

  test('property: whatever the text, every numbered line with words is a name line or a fault, numbers rise, nothing is thrown', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('张三', '#接龙', '', '7. 李四 +1', '３、王五', '🌹'))), (parts) => {
        const text = parts.join('\n');
        const { lines, faults } = readRollCall(text);
        const numbers = lines.map(({ line }) => line);
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
        expect(new Set(numbers).size).toBe(numbers.length);
        expect([...lines, ...faults].length).toBeGreaterThan(0);
        for (const { words } of lines) expect(words.length).toBeGreaterThan(0);
      }),
    );
  });

  test('property: names survive any numbering and ornament', () => {
    const name = fc.constantFrom('张三', '阿尔肯·买买提', '欧阳建国', '王㛃');
    const mark = fc.constantFrom('. ', '、', '．', ') ', '：');
    const ornament = fc.constantFrom('', '🌹', ' 👍🏻', '（二车间）', ' +1');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, mark, ornament), { minLength: 1, maxLength: 40 }), (people) => {
        const text = `#接龙\n标题\n${people.map(([who, how, with_], index) => `${index + 1}${how}${who}${with_}`).join('\n')}`;
        expect(wordsOf(text).map((words) => words[0])).toEqual(people.map(([who]) => who));
      }),
    );
  });
});

describe('whom a line means', () => {
  const roster: Named<string>[] = [
    { person: 'zhang', name: '张三' },
    { person: 'li', name: '李四' },
    { person: 'wang1', name: '王伟' },
    { person: 'wang2', name: '王伟' },
    { person: 'jie', name: '王㛃' },
    { person: 'aerken', name: '阿尔肯·买买提' },
  ];
  const lookUp = (folded: string) => roster.filter(({ name }) => foldName(name) === folded);
  const read = (line: string) => readingsOf(readWords(line).words, lookUp).map(({ people, certain }) => [people.join('|'), certain]);

  test('the same name is taken, a near one and namesakes are to choose, nobody is nobody', () => {
    expect(read('张三 机加车间')).toEqual([['zhang', true]]);
    expect(read('机加车间 张三')).toEqual([['zhang', true]]);
    expect(read('王洁')).toEqual([['jie', false]]);
    expect(read('王伟')).toEqual([['wang1|wang2', false]]);
    expect(read('小太阳')).toEqual([]);
  });

  test('two people of one line, spaces within a name, dots', () => {
    expect(read('张三、李四')).toEqual([['zhang', true], ['li', true]]);
    expect(read('张 三')).toEqual([['zhang', true]]);
    expect(read('阿尔肯 买买提')).toEqual([['aerken', false]]);
    expect(read('阿尔肯．买买提')).toEqual([['aerken', true]]);
  });

  test('a name cut out of a longer word is never certain, and not looked for where there is a name', () => {
    expect(read('机加车间张三')).toEqual([['zhang', false]]);
    expect(read('李四 张三的徒弟')).toEqual([['li', true]]);
    expect(candidatesOf(['机加车间张三']).filter(({ certain }) => certain)).toEqual([{ name: '机加车间张三', certain: true }]);
  });
});

describe('a sheet of 问卷星', () => {
  const head = ['序号', '提交答卷时间', '1、您的姓名：*', '2、所在单位（车间）', '3、手机号', '4、工号'];

  test('columns by the words of their headings', () => {
    expect(guessColumns(head)).toEqual({ name: 2, unit: 3, staffNumber: 5 });
    expect(guessColumns(['单位名称', '姓名'])).toEqual({ name: 1, unit: 0, staffNumber: null });
    expect(guessColumns(['职工编号', '参赛人员姓名', '部门'])).toEqual({ name: 1, unit: 2, staffNumber: 0 });
    expect(guessColumns(['a', 'b'])).toEqual({ name: null, unit: null, staffNumber: null });
  });

  test('rows under the headings, bad ones by their number', () => {
    const rows = [['报名表'], head, ['1', '', '张三', '机加车间', '13812345678', '0012'], ['2', '', '', '装配', '', ''], ['', '', '', '', '', ''], ['3', '', '李四', '', '', '']];
    expect(headRowOf(rows)).toBe(1);
    const call = readRollSheet(rows, 1, guessColumns(head));
    expect(call.lines).toEqual([
      { line: 3, words: ['张三', '机加车间'], staffNumber: '0012', extra: 0, text: '张三 机加车间' },
      { line: 6, words: ['李四'], staffNumber: '', extra: 0, text: '李四' },
    ]);
    expect(call.faults).toEqual([{ line: 4, text: '装配', why: '姓名是空的' }]);
  });
});
