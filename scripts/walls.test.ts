import { checkWalls, violationsOf } from './walls';

/** What the check says of a file, without its path and line. */
const said = (path: string, text: string): string[] => violationsOf(path, text).map((line) => line.slice(line.lastIndexOf(': ') + 2));

test('the walls of this tree stand', () => {
  expect(checkWalls()).toEqual([]);
});

const page = 'miniprogram/packages/cadre/pages/desk/desk.ts';

test.each([
  [page, "import { call } from '../../../../../cloudfunctions/platform/router';", 'packages may not import ../../../../../cloudfunctions/platform/router'],
  [page, "import type { Gate } from '../../../staff/gate';", 'packages may not import ../../../staff/gate'],
  [page, "const day = require('dayjs');", 'packages may not import dayjs'],
  [page, 'require(name);', 'packages may not import (computed)'],
  [page, "wx.cloud.callFunction({ name: 'api' });", 'only services touch wx.cloud'],
  [page, "wx['cloud'].init();", 'only services touch wx.cloud'],
  ['miniprogram/pages/home/home.ts', "export * from '../me/view';", 'pages may not import ../me/view'],
  ['miniprogram/components/qr/qr.ts', "import { list } from '../../services/activity';", 'components may not import ../../services/activity'],
  ['miniprogram/services/activity.ts', "import { rowOf } from '../packages/cadre/pages/desk/view';", 'services may not import ../packages/cadre/pages/desk/view'],
  ['miniprogram/domain/voting/tally.ts', "import { common } from '../../texts/common';", 'domain may not import ../../texts/common'],
  ['miniprogram/domain/voting/tally.ts', "import { createHash } from 'node:crypto';", 'domain may not import node:crypto'],
  ['miniprogram/domain/voting/tally.ts', "let load: () => Promise<typeof import('mingo')>;", 'domain may not import mingo'],
  ['miniprogram/domain/voting/tally.ts', 'export const at = Date.now();', 'domain may not use Date.now()'],
  ['miniprogram/domain/voting/tally.ts', 'export const at = new Date();', 'domain may not use new Date() without an argument'],
  ['miniprogram/domain/voting/tally.ts', 'export const chance = Math.random();', 'domain may not use Math.random()'],
  ['miniprogram/domain/voting/tally.ts', "wx.getStorageSync('a');", 'domain may not use wx'],
  ['miniprogram/domain/voting/tally.ts', "export const key = process.env['KEY'];", 'domain may not use process'],
  ['cloudfunctions/platform/router.ts', "import { seats } from '../modules/registration/store';", 'platform may not import ../modules/registration/store'],
  ['cloudfunctions/platform/router.ts', "import { day } from '../../miniprogram/domain/time/shanghai';", 'platform may not import ../../miniprogram/domain/time/shanghai'],
  ['cloudfunctions/modules/voting/actions.ts', "import cloud from 'wx-server-sdk';", 'modules may not import wx-server-sdk'],
  ['cloudfunctions/modules/voting/actions.ts', "import { cast } from '../../../miniprogram/services/voting';", 'modules may not import ../../../miniprogram/services/voting'],
  ['cloudfunctions/modules/voting/cast.ts', "import { insertSeats } from '../registration/store';", 'votes and rewards may not know of each other, not even by ../registration/store'],
  ['cloudfunctions/modules/points/store.ts', "import { voteById } from '../voting/store';", 'votes and rewards may not know of each other, not even by ../voting/store'],
  ['cloudfunctions/modules/registration/line.ts', "import type { Ballot } from '../../../miniprogram/domain/voting/chain';", 'votes and rewards may not know of each other, not even by ../../../miniprogram/domain/voting/chain'],
  ['miniprogram/domain/draw/lots.ts', "import { countOf } from '../voting/chain';", 'votes and rewards may not know of each other, not even by ../voting/chain'],
  ['cloudfunctions/jobs/index.ts', "import { main } from '../api/index';", 'functions may not import ../api/index'],
])('%s: %s', (path, text, violation) => {
  expect(said(path, text)).toContain(violation);
});

test.each([
  [page, "import { managed } from '../../../../services/activity';\nimport { rowOf } from './view';\nimport { cadreTexts } from '../../texts';"],
  ['miniprogram/domain/voting/tally.ts', "import { sha256 } from '@noble/hashes/sha2.js';\nimport { day } from '../time/shanghai';\nexport const of = (at: number, o: { wx: number }) => new Date(at).getTime() + o.wx;"],
  ['miniprogram/services/client.ts', 'wx.cloud.init();'],
  ['cloudfunctions/modules/voting/actions.ts', "import * as v from 'valibot';\nimport { activityById } from '../activity/store';\nimport { tally } from '../../../miniprogram/domain/voting/tally';"],
  ['miniprogram/domain/voting/tally.test.ts', "import fc from 'fast-check';\nMath.random();"],
])('%s may', (path, text) => {
  expect(violationsOf(path, text)).toEqual([]);
});

test('a file that is too long is told, wherever it stands', () => {
  expect(said('local/cloud/engine/match.ts', '\n'.repeat(301))).toEqual(['301 lines, more than 300']);
  expect(said('local/cloud/engine/match.ts', '\n'.repeat(300))).toEqual([]);
});
