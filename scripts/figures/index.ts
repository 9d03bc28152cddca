import { parseArgs } from 'node:util';
import { activityFaults } from './faults-activity';
import { judgingFaults } from '../../tests/faults/judging';
import { noticesFaults } from '../../tests/faults/notices';
import { pointsFaults } from '../../tests/faults/points';
import { signUpFaults } from '../../tests/faults/signup';
import { stageFaults } from '../../tests/faults/stage';
import { voteFaults } from '../../tests/faults/vote';
import { balanceFigure } from './balance';
import { bootFigure } from './boot';
import { bundlesFigure } from './bundles';
import { conformanceFigure } from './conformance';
import { gateFigure } from './gate';
import { listFigure } from './list';
import { meetFigure } from './meet';
import { nearDuplicatesFigure } from './near-duplicates';
import { noticesFigure } from './notices';
import { checkInFigure, rankFigure } from './reading';
import { recountFigure } from './recount';
import { restoreFigure } from './restore';
import { rushFigure } from './rush';
import { signupFigure } from './signup';
import { teamPointsFigure } from './team-points';
import { timetableFigure } from './timetable';
import { boardFigure, voteFigure } from './vote';

/** `npm run -s figures -- NAME` prints one measurement as one JSON object on its last line. */
const figures: Record<string, (seeds: number) => Promise<object>> = {
  signup: () => signupFigure(),
  rush: () => rushFigure(),
  'faults-activity': (seeds) => activityFaults(seeds),
  'faults-judging': (seeds) => judgingFaults(seeds),
  'faults-points': (seeds) => pointsFaults(seeds),
  'faults-signup': (seeds) => signUpFaults(seeds),
  vote: () => voteFigure(),
  board: () => boardFigure(),
  recount: () => Promise.resolve(recountFigure()),
  'faults-vote': (seeds) => voteFaults(seeds),
  'faults-stage': (seeds) => stageFaults(seeds),
  meet: () => Promise.resolve(meetFigure()),
  timetable: () => Promise.resolve(timetableFigure()),
  'team-points': () => Promise.resolve(teamPointsFigure()),
  gate: () => gateFigure(),
  list: () => listFigure(),
  balance: () => balanceFigure(),
  restore: () => restoreFigure(),
  checkin: () => checkInFigure(),
  rank: () => rankFigure(),
  'near-duplicates': () => nearDuplicatesFigure(),
  notices: () => noticesFigure(),
  'faults-notices': (seeds) => noticesFaults(seeds),
  boot: () => bootFigure(),
  bundles: () => bundlesFigure(),
  conformance: () => conformanceFigure(),
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { all: { type: 'boolean', default: false }, seeds: { type: 'string', default: '1000' } },
  });
  const seeds = Number(values.seeds);
  const names = values.all ? Object.keys(figures) : positionals;
  if (names.length === 0 || names.some((name) => !(name in figures)) || !Number.isInteger(seeds) || seeds < 1) {
    console.error(`用法：npm run -s figures -- ${Object.keys(figures).join('|')} [--seeds 1000]`);
    process.exit(1);
  }
  for (const name of names) {
    const figure = await figures[name]?.(seeds);
    console.log(values.all ? `${name} ${JSON.stringify(figure)}` : JSON.stringify(figure));
  }
  process.exit(0);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
