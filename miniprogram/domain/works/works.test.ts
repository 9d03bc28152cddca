import fc from 'fast-check';
import { checkPlan, faultOfWork, lengthOf, phaseOf, unitOf } from './call';
import { masked, tellingWords } from './identity';
import { linesOfResult, type Marked, resultOf } from './result';

const essay: Api.Works.Kind = { id: 'k1', name: '征文', text: { least: 10, most: 30 }, photos: { least: 0, most: 3 } };
const photo: Api.Works.Kind = { id: 'k2', name: '摄影', text: null, photos: { least: 1, most: 9 } };
const criteria = [{ id: 'c1', name: '立意', weight: 60 }, { id: 'c2', name: '文字', weight: 40 }];
const plan: Api.Works.Plan = {
  ...{ title: '劳动最美', theme: '', kinds: [essay, photo], opensAt: 100, closesAt: 200, prizes: [{ name: '一等奖', count: 1 }] },
  judging: { criteria, maximum: 100, trim: 1, perWork: 5, until: 300 },
};

describe('a call', () => {
  test('a plan is whole, or every fault is named', () => {
    expect(checkPlan(plan, 150)).toEqual([]);
    const faults = (change: Partial<Api.Works.Plan>) => checkPlan({ ...plan, ...change }, 150);
    expect(faults({ closesAt: 100 })).toEqual(['截稿要在开始之后', '截稿时间已经过去了']);
    expect(faults({ kinds: [] })).toEqual(['类别写 1–6 个']);
    expect(faults({ kinds: [essay, { ...essay, id: 'k2' }] })).toEqual(['类别不能重名']);
    expect(faults({ kinds: [{ ...photo, id: 'k1', photos: { least: 0, most: 0 } }] })).toEqual(['摄影既不要文字也不要图片']);
    expect(faults({ judging: { ...plan.judging, perWork: 2 } })).toEqual(['去掉 1 个最高分和 1 个最低分，每篇至少要 3 位评委']);
    expect(faults({ judging: { ...plan.judging, until: 200 } })).toEqual(['评审的截止时间要在截稿之后']);
    expect(faults({ judging: { ...plan.judging, criteria: criteria.slice(1) } })).toEqual(['评分项的比重加起来是 40%，要正好 100%']);
    expect(faults({ prizes: [...plan.prizes, ...plan.prizes] })).toEqual(['奖项不能重名']);
  });

  test('its phase comes from the clock until an act brings it further', () => {
    const call = { ...plan, approval: {}, state: 'open' as const };
    expect([50, 100, 199, 200].map((now) => phaseOf(call, now))).toEqual(['announced', 'open', 'open', 'vetting']);
    expect(phaseOf({ ...call, approval: null }, 150)).toBe('waiting');
    expect(phaseOf({ ...call, state: 'judging' }, 150)).toBe('judging');
  });

  test('a work is what its kind asks for, counted without spaces', () => {
    const fault = (text: string, photos = 0, kind = essay) => faultOfWork(kind, { title: '师傅的扳手', text, photos: Array.from({ length: photos }) });
    expect(fault('字'.repeat(10))).toBeNull();
    expect(fault('字 \n'.repeat(9))).toBe('正文要 10–30 个字，现在 9 个');
    expect(fault('字'.repeat(31))).toBe('正文要 10–30 个字，现在 31 个');
    expect(fault('字'.repeat(10), 4)).toBe('最多 3 张图片');
    expect([fault('', 0, photo), fault('字', 1, photo), fault('', 1, photo)]).toEqual(['至少要 1 张图片', '这一类只交图片，不写正文', null]);
    expect(faultOfWork(essay, { title: ' ', text: '字'.repeat(10), photos: [] })).toBe('题目写 1–40 个字');
    expect(lengthOf('👨‍👩‍👧 阿卜杜拉·买买提\n')).toBe(9);
  });

  test('a judge of the same enterprise steps back; in an enterprise its own call, of the same team', () => {
    expect(unitOf('/1/2/7/31/', '/1/')).toBe('/1/2/7/');
    expect(unitOf('/1/2/7/31/', '/1/2/7/')).toBe('/1/2/7/31/');
    expect(unitOf('/1/2/', '/1/')).toBe('/1/2/');
  });
});

describe('words that tell who wrote it', () => {
  const author = { name: '陈建国', units: ['江城重型机械有限公司工会', '江城市总工会', '总装车间'] };

  test('the name, the union names as people write them, and what looks like a unit', () => {
    expect(tellingWords('我叫陈建国，在江城重型机械干了三十年。', author)).toEqual(['江城重型机械', '陈建国']);
    expect(tellingWords('江城重型机械有限公司工会办了读书角，总装车间也有。', author)).toEqual(['江城重型机械有限公司工会', '总装车间']);
    expect(tellingWords('隔壁第三炼钢车间的老王', author)).toEqual(['隔壁第三炼钢车间']);
  });

  test('what is said of any unit is nobody in particular', () => {
    expect(tellingWords('我们工会、各级工会、全体车间都在读书。', author)).toEqual([]);
  });

  test('covered, nothing of them is left and the length stays', () => {
    const text = '我叫陈建国，在江城重型机械有限公司工会，江城重型机械是大厂。';
    const covered = masked(text, tellingWords(text, author));
    // What looks like a unit may begin a character early: better that than a character late.
    expect(covered).toBe('我叫▇▇▇，▇▇▇▇▇▇▇▇▇▇▇▇▇，▇▇▇▇▇▇是大厂。');
    // Two that overlap are both covered.
    expect(masked('工会江城市总工会陈建国工会江城市总工会', tellingWords('工会江城市总工会陈建国工会江城市总工会', author))).not.toMatch(/陈建国|江城/);
    const piece = fc.constantFrom('陈建国', '江城重型机械', '江城市总工会', '总装车间', '，', '的书', '工会');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const words = pieces.join('');
        const clear = masked(words, tellingWords(words, author));
        for (const known of ['陈建国', '江城重型机械', '江城市总工会', '总装车间']) expect(clear).not.toContain(known);
        expect([...clear]).toHaveLength([...words].length);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the result', () => {
  const sheet = (c1: number, c2: number) => ({ c1: c1 * 100, c2: c2 * 100 });
  const work = (number: number, sheets: Marked['sheets'], kind = 'k1'): Marked => ({ id: `w${number}`, kind, number, sheets });
  const judged = (works: Marked[], prizes = [{ name: '一等奖', count: 1 }, { name: '二等奖', count: 2 }]) => resultOf(works, plan.kinds, { criteria, trim: 1 }, prizes);

  test('worked: one highest and one lowest are left out, weights 60 and 40', () => {
    // 92.0 86.0 90.0 88.0 74.0 → 86 + 90 + 88 = 264 / 3 = 88.00
    const [one] = judged([work(1, [sheet(90, 95), sheet(86, 86), sheet(90, 90), sheet(88, 88), sheet(70, 80)])]);
    expect(one).toEqual({ id: 'w1', kind: 'k1', number: 1, announced: 8800, place: 1, prize: '一等奖' });
  });

  test('kinds are placed and awarded for themselves; a work without a sheet has no place', () => {
    const found = judged([work(1, [sheet(80, 80)]), work(2, [sheet(90, 90)]), work(3, []), work(4, [sheet(60, 60)], 'k2')]);
    expect(found.map(({ number, place, prize }) => [number, place, prize])).toEqual([[2, 1, '一等奖'], [1, 2, '二等奖'], [4, 1, '一等奖']]);
  });

  test('equal scores: the heavier criterion, then a shared place with its prize', () => {
    const found = judged([work(1, [sheet(80, 85)]), work(2, [sheet(82, 82)]), work(3, [sheet(82, 82)]), work(4, [sheet(50, 50)])]);
    expect(found.map(({ number, announced, place, prize }) => [number, announced, place, prize])).toEqual([[2, 8200, 1, '一等奖'], [3, 8200, 1, '一等奖'], [1, 8200, 3, '二等奖'], [4, 5000, 4, '']]);
  });

  test('the digest goes over numbers, places and scores, in the order of numbers, whatever order they came in', () => {
    const works = [work(2, [sheet(90, 90)]), work(1, [sheet(80, 80)])];
    expect(linesOfResult(judged(works))).toEqual([[1, 2, 8000], [2, 1, 9000]]);
    expect(linesOfResult(judged([...works].reverse()))).toEqual(linesOfResult(judged(works)));
  });
});
