import fc from 'fast-check';
import { checkEntry, lengthWords, peopleOf, secondsOf } from './entry';
import { readPerformers, writePerformers } from './performers';
import { templates } from './templates';

const start = Date.UTC(2027, 4, 1);

function rulebook(id: Api.Contest.TemplateId): Api.Contest.Rulebook {
  const template = templates.find((one) => one.id === id);
  if (!template) throw new Error(`no template ${id}`);
  return template.rulebookOf(start);
}

const singers = (count: number): Api.Contest.EntryDraft['performers'] => Array.from({ length: count }, (_, index) => ({ name: `歌手${index + 1}`, part: 'singer', outside: false }));

const draft = (change: Partial<Api.Contest.EntryDraft> = {}): Api.Contest.EntryDraft => ({
  title: '车间晨曲',
  form: 'choir',
  songs: [
    { title: '歌唱祖国', kind: 'set', author: '', seconds: 200 },
    { title: '铁屑开花', kind: 'own', author: '本单位', seconds: 240 },
  ],
  performers: [...singers(30), { name: '何映雪', part: 'conductor', outside: true }],
  accompaniment: { kind: 'live', fileId: '' },
  photos: [],
  video: '',
  lyrics: '铁屑卷起来像一朵花，师傅说慢一点。',
  contact: '0550-66120000',
  ...change,
});

const faults = (change: Partial<Api.Contest.EntryDraft>, id: Api.Contest.TemplateId = 'may') => checkEntry(draft(change), rulebook(id)).map(({ field, message }) => `${field}: ${message}`);

test('a choir of 30 with one set song and one own song within eight minutes can be sent', () => {
  expect(faults({})).toEqual([]);
});

test.each<[string, Partial<Api.Contest.EntryDraft>, string]>([
  ['a form that is not asked', { form: 'solo', performers: singers(1) }, 'form: 这次比赛只收合唱'],
  ['one singer too few; the conductor does not count', { performers: [...singers(29), { name: '何映雪', part: 'conductor', outside: true }] }, 'performers: 合唱要 30–80 人演唱，现在是 29 人'],
  ['one too many', { performers: singers(81) }, 'performers: 合唱要 30–80 人演唱，现在是 81 人'],
  ['no set song', { songs: [{ title: '铁屑开花', kind: 'own', author: '', seconds: 240 }] }, 'songs: 要唱一首必选曲目'],
  ['a set song that is none', { songs: [{ title: '茉莉花', kind: 'set', author: '', seconds: 200 }] }, 'songs: 《茉莉花》不在必选曲目里'],
  ['a set song sung as an own one', { songs: [{ title: '《歌唱祖国》', kind: 'own', author: '', seconds: 200 }] }, 'songs: 《《歌唱祖国》》是必选曲目，自选请换一首'],
  ['the same song twice, spelt differently', { songs: [{ title: '我爱你，中国', kind: 'own', author: '', seconds: 100 }, { title: '我爱你中国', kind: 'own', author: '', seconds: 100 }] }, 'songs: 同一首歌写了两次'],
  ['one second too long', { songs: [{ title: '歌唱祖国', kind: 'set', author: '', seconds: 240 }, { title: '铁屑开花', kind: 'own', author: '', seconds: 241 }] }, 'songs: 一共 8分1秒，超过规定的 8分'],
  ['no words of the own song', { lyrics: '' }, 'lyrics: 自选曲目要附歌词，供节目审查'],
  ['a recording that was not sent', { accompaniment: { kind: 'file', fileId: '' } }, 'accompaniment: 还没有上传伴奏'],
  ['no telephone', { contact: '打给我' }, 'contact: 写一个能打通的电话'],
])('%s', (_what, change, fault) => expect(faults(change)).toContain(fault));

test.each(['http://v.qq.com/x', 'javascript:alert(1)', 'HTTPS://v.qq.com/x', 'https://', 'https://v.qq.com/a b', '//v.qq.com/abc', `https://v.qq.com/${'x'.repeat(300)}`])('a video is a link of https: not %s', (video) => {
  expect(faults({ video })).toContain('video: 视频链接要以 https:// 开头');
});
test('a link of https is one', () => expect(faults({ video: 'https://v.qq.com/x/page/abc.html' })).toEqual([]));

test('whatever is typed into the video, nothing but https gets through', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (video) => {
      const passes = !faults({ video }).some((fault) => fault.startsWith('video'));
      expect(passes).toBe(video === '' || (video.startsWith('https://') && !/\s/.test(video) && video.length >= 12));
    }),
  );
});

test('an entry is too long exactly when its songs together are', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 10, max: 200 }), { minLength: 1, maxLength: 4 }), fc.integer({ min: 30, max: 900 }), (lengths, most) => {
      const songs = lengths.map((seconds, index) => ({ title: `歌${index + 1}`, kind: 'own' as const, author: '', seconds }));
      const book = { ...rulebook('vocal'), setSongs: [], duration: { seconds: most, step: 30, overtime: 10 } };
      const found = checkEntry(draft({ form: 'solo', performers: singers(1), songs }), book);
      expect(found.some(({ message }) => message.includes('超过规定'))).toBe(secondsOf(songs) > most);
    }),
  );
});

test('how many sing: as the trade has it, else as the rulebook says', () => {
  expect(peopleOf({ people: {} }, 'duet')).toEqual({ min: 2, max: 4 });
  expect(peopleOf(rulebook('may'), 'choir')).toEqual({ min: 30, max: 80 });
});

test.each([[300, '5分'], [270, '4分30秒'], [45, '45秒'], [0, '0秒']])('%d seconds: %s', (seconds, words) => expect(lengthWords(seconds)).toBe(words));

test('a list as it comes from a chat or a table', () => {
  expect(readPerformers('1. 王芳 领唱\n2、阿尔肯·买买提\n李强（指挥）外请\n张敏\t钢琴伴奏\n陈静、刘洋，赵磊')).toEqual([
    { name: '王芳', part: 'lead', outside: false },
    { name: '阿尔肯·买买提', part: 'singer', outside: false },
    { name: '李强', part: 'conductor', outside: true },
    { name: '张敏', part: 'accompanist', outside: false },
    { name: '陈静', part: 'singer', outside: false },
    { name: '刘洋', part: 'singer', outside: false },
    { name: '赵磊', part: 'singer', outside: false },
  ]);
});

test('a written list is read back as it was', () => {
  const name = fc.array(fc.constantFrom(...'王李张阿尔肯买提建国秀英'), { minLength: 1, maxLength: 6 }).map((letters) => letters.join(''));
  const person = fc.record({ name, part: fc.constantFrom<Api.Contest.Performer['part']>('lead', 'singer', 'conductor', 'accompanist'), outside: fc.boolean() });
  fc.assert(fc.property(fc.array(person, { maxLength: 30 }), (people) => expect(readPerformers(writePerformers(people))).toEqual(people)));
});
