import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { foreignCalls } from './wxml-calls';

const root = resolve(__dirname, '../miniprogram');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.wxml') && !file.startsWith('miniprogram_npm'));

test('templates call only their own WXS', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap((file) => foreignCalls(readFileSync(join(root, file), 'utf8')).map((call) => `${file}:${call}`))).toEqual([]);
});

test('a call of what is in the data is found, one of WXS or in a text is not', () => {
  const wxml = '<wxs module="say" src="./say.wxs" />\n<view wx:if="{{say.one(a)}}">{{t.title}}（{{count}}）</view>\n<view aria-label="{{t.drop(item.title)}}">{{open ? \'f(x)\' : b}}</view>';
  expect(foreignCalls(wxml)).toEqual(['3: t.drop(']);
});
