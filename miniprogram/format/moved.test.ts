import { movedWords } from './moved';

test.each<[string, Api.Activity.Moved[] | undefined]>([
  ['', undefined],
  ['', []],
  ['时间有变', ['time']],
  ['地点有变', ['place']],
  ['时间和地点都有变', ['time', 'place']],
])('%s', (words, changed) => expect(movedWords(changed)).toBe(words));
