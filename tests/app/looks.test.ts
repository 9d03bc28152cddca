import { demoRoom } from '../../scripts/seed/book-rooms';
import { demoUid } from '../../scripts/seed/people';
import { demoBook, demoChallenge, demoCheckIn } from '../../scripts/seed/reading';
import { demoNotice, demoSelection } from '../../scripts/seed/selections';
import { openSession, type Session } from './session';
import { until } from './steps';

/** Every page as it stands on a small phone, and with letters at 1.6 in the dark: nothing runs out of the screen, nothing throws, all is drawn. */

const pages: [name: string, as: string, page: string][] = [
  ['home', 'demo-worker-chen', '/pages/home/home'],
  ['home-cadre', 'demo-cadre-wang', '/pages/home/home'],
  ['home-stranger', 'demo-stranger', '/pages/home/home'],
  ['activities', 'demo-worker-chen', '/pages/activities/activities'],
  ['announce', 'demo-cadre-wang', '/packages/cadre/pages/announce/announce'],
  ['announcements', 'demo-cadre-wang', '/packages/cadre/pages/announcements/announcements'],
  ['trace', 'demo-cadre-wang', '/packages/cadre/pages/trace/trace?id=notice-safety'],
  ['announcement', 'demo-worker-chen', '/packages/notice/pages/announcement/announcement?id=notice-safety'],
  ['inbox', 'demo-worker-chen', '/packages/notice/pages/inbox/inbox'],
  ['me', 'demo-worker-aerken', '/pages/me/me'],
  ['detail-open', 'demo-worker-chen', '/packages/activity/pages/detail/detail?id=lecture-law'],
  ['detail-held', 'demo-worker-chen', '/packages/activity/pages/detail/detail?id=contest-audience'],
  ['detail-waiting', 'demo-worker-li', '/packages/activity/pages/detail/detail?id=photo-class'],
  ['detail-cancelled', 'demo-worker-li', '/packages/activity/pages/detail/detail?id=meet-tug'],
  ['detail-stranger', 'demo-stranger', '/packages/activity/pages/detail/detail?id=meet-city'],
  ['absences', 'demo-worker-chen', '/packages/activity/pages/absences/absences'],
  ['detail-quota-offer', 'demo-worker-aerken', '/packages/activity/pages/detail/detail?id=resort-week'],
  ['detail-lottery', 'demo-worker-li', '/packages/activity/pages/detail/detail?id=opera-tickets'],
  ['mine-applied', 'demo-worker-li', '/packages/activity/pages/mine/mine'],
  ['appeals', 'demo-cadre-wang', '/packages/cadre/pages/appeals/appeals'],
  ['review', 'demo-cadre-liu', '/packages/cadre/pages/review/review'],
  ['manage-quotas', 'demo-cadre-wang', '/packages/cadre/pages/manage/manage?id=resort-week'],
  ['mine', 'demo-worker-chen', '/packages/activity/pages/mine/mine'],
  ['form', 'demo-worker-chen', '/packages/activity/pages/form/form?id=chess-club'],
  ['team-make', 'demo-worker-chen', '/packages/activity/pages/team/team?id=fun-relay'],
  ['detail-team', 'demo-worker-chen', '/packages/activity/pages/detail/detail?id=fun-relay'],
  ['pass', 'demo-worker-chen', '/packages/activity/pages/pass/pass?id=contest-audience'],
  ['poster', 'demo-cadre-wang', '/packages/activity/pages/poster/poster?id=lecture-law'],
  ['reading', 'demo-worker-chen', '/packages/reading/pages/index/index'],
  ['reading-checkin', 'demo-worker-chen', '/packages/reading/pages/checkin/checkin?id=reading-month'],
  ['reading-books', 'demo-worker-chen', '/packages/reading/pages/books/books?id=reading-month'],
  ['reading-mine', 'demo-worker-chen', '/packages/reading/pages/mine/mine?id=reading-month'],
  ['reading-feed', 'demo-worker-chen', '/packages/reading/pages/feed/feed?id=reading-month'],
  ['reading-book', 'demo-worker-chen', `/packages/reading/pages/book/book?id=reading-month&book=${demoBook('9787530212004')}`],
  ['reading-note', 'demo-worker-li', `/packages/reading/pages/note/note?id=reading-month&note=${demoCheckIn(demoUid('demo-worker-chen'), 0)}`],
  ['reading-card', 'demo-worker-chen', '/packages/reading/pages/card/card?id=reading-month'],
  ['reading-challenges', 'demo-worker-chen', '/packages/reading/pages/challenges/challenges?id=reading-month'],
  ['reading-team', 'demo-worker-chen', `/packages/reading/pages/team/team?id=reading-month&challenge=${demoChallenge('team')}`],
  ['reading-room', 'demo-worker-chen', '/packages/reading/pages/room/room'],
  ['reading-loans', 'demo-worker-chen', '/packages/reading/pages/loans/loans'],
  ['room-desk', 'demo-cadre-liu', '/packages/editiondesk/pages/room/room?unit=jcjc&id=reading-month'],
  ['room-lent', 'demo-cadre-liu', `/packages/editiondesk/pages/lent/lent?room=${demoRoom}`],
  ['reading-salons', 'demo-worker-chen', '/packages/reading/pages/salons/salons?id=reading-month'],
  ['salon-desk', 'demo-cadre-liu', '/packages/reading/pages/salons/salons?id=reading-month&unit=jcjc'],
  ['awards-list', 'demo-cadre-wang', '/packages/awards/pages/list/list?id=reading-west'],
  ['awards-selection', 'demo-cadre-wang', `/packages/awards/pages/selection/selection?id=${demoSelection}`],
  ['awards-objections', 'demo-cadre-wang', `/packages/awards/pages/objections/objections?id=${demoSelection}`],
  ['awards-notices', 'demo-worker-li', '/packages/awards/pages/notices/notices?id=reading-west'],
  ['awards-notice', 'demo-worker-li', `/packages/awards/pages/notice/notice?id=${demoSelection}&notice=${demoNotice('all')}`],
  ['reading-shelf', 'demo-worker-chen', '/packages/reading/pages/shelf/shelf?id=reading-month'],
  ['reading-ranking', 'demo-worker-chen', '/packages/reading/pages/ranking/ranking?id=reading-month'],
  ['reading-detail', 'demo-worker-chen', '/packages/activity/pages/detail/detail?id=reading-month'],
  ['contest', 'demo-worker-chen', '/packages/contest/pages/index/index'],
  ['meet', 'demo-worker-chen', '/packages/meet/pages/index/index'],
  ['scan', 'demo-gate-zhao', '/packages/staff/pages/scan/scan'],
  ['venue', 'demo-gate-zhao', '/packages/staff/pages/venue/venue?id=film-night'],
  ['desk', 'demo-cadre-wang', '/packages/cadre/pages/desk/desk'],
  ['balance', 'demo-cadre-wang', '/packages/balance/pages/board/board'],
  ['balance-unit', 'demo-cadre-liu', '/packages/balance/pages/board/board'],
  ['assessments', 'demo-cadre-wang', '/packages/balance/pages/assessments/assessments'],
  ['assessment', 'demo-cadre-wang', '/packages/balance/pages/assessment/assessment?id=year-east'],
  ['open', 'demo-cadre-wang', '/packages/cadre/pages/open/open'],
  ['edit', 'demo-cadre-wang', '/packages/cadre/pages/edit/edit?id=lecture-law'],
  ['manage', 'demo-cadre-wang', '/packages/cadre/pages/manage/manage?id=contest-audience'],
  ['exports', 'demo-cadre-wang', '/packages/cadre/pages/exports/exports?id=contest-audience'],
  ['exports-own', 'demo-cadre-liu', '/packages/cadre/pages/exports/exports?id=contest-audience&own=1'],
  ['paper', 'demo-gate-zhao', '/packages/cadre/pages/paper/paper?id=film-night'],
  ['join', 'demo-stranger', '/packages/people/pages/join/join'],
  ['outside', 'demo-stranger', '/packages/people/pages/outside/outside'],
  ['change', 'demo-worker-chen', '/packages/people/pages/change/change'],
  ['first', 'demo-stranger', '/packages/people/pages/first/first'],
  ['me-stranger', 'demo-stranger', '/pages/me/me'],
  ['data', 'demo-worker-chen', '/packages/people/pages/data/data'],
  ['members', 'demo-cadre-liu', '/packages/cadre/pages/members/members'],
  ['joincode', 'demo-cadre-liu', '/packages/cadre/pages/joincode/joincode?id=jcjc'],
  ['tree', 'demo-cadre-wang', '/packages/unions/pages/tree/tree'],
  ['import', 'demo-cadre-wang', '/packages/unions/pages/import/import?kind=unions&id=east&name=江东区总工会'],
  ['behalf', 'demo-cadre-liu', '/packages/cadre/pages/behalf/behalf?id=lecture-law'],
  ['rollcall', 'demo-cadre-liu', '/packages/cadre/pages/rollcall/rollcall?id=lecture-law'],
  ['urge', 'demo-cadre-wang', '/packages/cadre/pages/urge/urge?id=lecture-law'],
  ['grants', 'demo-admin-wu', '/packages/cadre/pages/grants/grants'],
  ['give', 'demo-admin-wu', '/packages/cadre/pages/give/give'],
  ['audit', 'demo-admin-wu', '/packages/cadre/pages/audit/audit'],
  ['vote', 'demo-worker-chen', '/packages/vote/pages/vote/vote?id=vote-choir'],
  ['vote-receipt', 'demo-worker-chen', '/packages/vote/pages/receipt/receipt?id=vote-choir&receipt=0123456789abcdef01234567'],
  ['vote-board', 'demo-cadre-wang', '/packages/vote/pages/board/board?id=vote-choir'],
  ['vote-check', 'demo-worker-chen', '/packages/vote/pages/check/check?id=vote-may'],
  ['vote-supervise', 'demo-cadre-wang', '/packages/vote/pages/supervise/supervise?id=vote-choir'],
  ['vote-open', 'demo-cadre-wang', '/packages/vote/pages/open/open?id=contest-choir'],
  ['vote-run', 'demo-cadre-wang', '/packages/vote/pages/run/run?id=vote-choir'],
  ['vote-review', 'demo-cadre-wang', '/packages/vote/pages/review/review?id=vote-choir'],
  ['contest-page', 'demo-worker-chen', '/packages/contest/pages/contest/contest?id=contest-choir'],
  ['contest-leader', 'demo-cadre-liu', '/packages/contest/pages/contest/contest?id=contest-choir'],
  ['contest-entry', 'demo-cadre-liu', '/packages/contest/pages/entry/entry?contest=contest-choir'],
  ['contest-stage-score', 'demo-official-zhou', '/packages/contest/pages/stage/stage?contest=contest-live&round=r1&duty=score'],
  ['contest-stage-call', 'demo-official-zhou', '/packages/contest/pages/stage/stage?contest=contest-live&round=r1&duty=call'],
  ['contest-pad', 'demo-judge-sun', '/packages/contest/pages/pad/pad?contest=contest-live&round=r1'],
  ['on-stage-live', 'demo-worker-chen', '/packages/contest/pages/live/live?contest=contest-live&round=r1'],
  ['contest-panel', 'demo-cadre-wang', '/packages/contest/pages/panel/panel?contest=contest-live&round=r1'],
  ['rehearsal', 'demo-cadre-wang', '/packages/contest/pages/rehearsal/rehearsal?contest=contest-live&round=r1'],
  ['rehearsal-plan', 'demo-cadre-wang', '/packages/contest/pages/plan/plan?contest=contest-live&round=r1'],
  ['contest-entries', 'demo-cadre-wang', '/packages/contest/pages/entries/entries?id=contest-choir'],
  ['contest-piece', 'demo-cadre-wang', '/packages/contest/pages/piece/piece?id=contest-choir:entry07'],
  ['contest-setup', 'demo-cadre-wang', '/packages/cadre/pages/contest/contest?id=contest-choir'],
  ['contest-templates', 'demo-cadre-wang', '/packages/cadre/pages/contest/contest?id=contest-audience'],
  ['contest-results', 'demo-worker-chen', '/packages/contest/pages/results/results?id=contest-may'],
  ['contest-award', 'demo-cadre-wang', '/packages/contest/pages/award/award?id=contest-may'],
  ['contest-certificate', 'demo-worker-chen', '/packages/contest/pages/certificate/certificate?id=contest-may'],
  ['contest-draw', 'demo-worker-chen', '/packages/contest/pages/draw/draw?contest=contest-may&round=r1'],
  ['contest-live', 'demo-worker-chen', '/packages/contest/pages/live/live?contest=contest-may&round=r1'],
  ['contest-stage', 'demo-cadre-wang', '/packages/contest/pages/stage/stage?contest=contest-may&round=r1&duty=run'],
  ['contest-slips', 'demo-cadre-wang', '/packages/contest/pages/slips/slips?contest=contest-may&round=r1'],
  ['contest-over', 'demo-cadre-wang', '/packages/contest/pages/contest/contest?id=contest-may'],
  ['judging', 'demo-judge-sun', '/packages/contest/pages/judging/judging'],
  ['judging-pad', 'demo-judge-sun', '/packages/contest/pages/pad/pad?contest=contest-may&round=r1'],
  ['judging-panel', 'demo-cadre-wang', '/packages/contest/pages/panel/panel?contest=contest-may&round=r1'],
  ['judging-missing', 'demo-official-zhou', '/packages/contest/pages/missing/missing?contest=contest-may&round=r1'],
  ['meet-page', 'demo-cadre-liu', '/packages/meet/pages/meet/meet?id=meet-city'],
  ['meet-team', 'demo-cadre-wang', '/packages/meet/pages/team/team?meet=meet-city&unit=bus'],
  ['meet-team-open', 'demo-cadre-liu', '/packages/meet/pages/team/team?meet=meet-city'],
  ['meet-joint', 'demo-cadre-wang', '/packages/meet/pages/joint/joint?meet=meet-city&unit=bus'],
  ['meet-sheet', 'demo-cadre-wang', '/packages/meet/pages/sheet/sheet?meet=meet-city&unit=bus'],
  ['meet-athletes', 'demo-cadre-wang', '/packages/meet/pages/athletes/athletes?meet=meet-city&unit=bus'],
  ['meet-events', 'demo-cadre-wang', '/packages/meet/pages/events/events?meet=meet-city&unit=bus'],
  ['meet-enter', 'demo-cadre-wang', '/packages/meet/pages/enter/enter?meet=meet-city&unit=bus&event=e1'],
  ['meet-teams', 'demo-cadre-wang', '/packages/meet/pages/teams/teams?id=meet-city'],
  ['meet-rulebook', 'demo-cadre-wang', '/packages/cadre/pages/meet/meet?id=meet-city'],
  ['meet-captains', 'demo-cadre-wang', '/packages/meet/pages/captains/captains?id=meet-west'],
  ['meet-listed', 'demo-cadre-wang', '/packages/meet/pages/listed/listed?id=meet-west&event=e1'],
  ['meet-records', 'demo-cadre-wang', '/packages/meet/pages/records/records?id=meet-east'],
  ['meet-proof', 'demo-cadre-wang', '/packages/meet/pages/proof/proof?id=meet-west'],
  ['meet-timetable', 'demo-cadre-wang', '/packages/meet/pages/timetable/timetable?id=meet-west'],
  ['meet-plan', 'demo-cadre-wang', '/packages/meet/pages/plan/plan?id=meet-west'],
  ['meet-templates', 'demo-cadre-wang', '/packages/cadre/pages/meet/meet?id=meet-walk'],
  ['meet-day', 'demo-worker-chen', '/packages/meet/pages/day/day?id=meet-east'],
  ['meet-event', 'demo-cadre-liu', '/packages/meet/pages/event/event?meet=meet-east&event=m-100%E7%B1%B3'],
  ['meet-matches', 'demo-worker-chen', '/packages/meet/pages/event/event?meet=meet-east&event=m-%E8%B1%A1%E6%A3%8B'],
  ['meet-board', 'demo-worker-chen', '/packages/meet/pages/board/board?id=meet-east'],
  ['meet-games', 'demo-worker-chen', '/packages/meet/pages/day/day?id=meet-games'],
  ['meet-games-work', 'demo-cadre-wang', '/packages/meet/pages/day/day?id=meet-games'],
  ['meet-prizes', 'demo-cadre-wang', '/packages/meet/pages/prizes/prizes?id=meet-games'],
  ['meet-winners', 'demo-official-zhou', '/packages/meet/pages/winners/winners?id=meet-games&event=x-%E4%B8%80%E5%88%86%E9%92%9F%E8%B7%B3%E7%BB%B3'],
  ['meet-seal', 'demo-cadre-wang', '/packages/meet/pages/seal/seal?id=meet-games'],
  ['meet-desk', 'demo-official-zhou', '/packages/meet/pages/desk/desk?meet=meet-east&event=m-100%E7%B1%B3'],
  ['me-judge', 'demo-judge-sun', '/pages/me/me'],
  ['detail-contest', 'demo-worker-chen', '/packages/activity/pages/detail/detail?id=contest-choir'],
  ['edition-desk', 'demo-cadre-wang', '/packages/editiondesk/pages/edition/edition?id=reading-month'],
  ['edition-templates', 'demo-cadre-wang', '/packages/editiondesk/pages/edition/edition?id=reading-essay'],
  ['edition-plan', 'demo-cadre-wang', '/packages/editiondesk/pages/plan/plan?id=reading-essay&template=shift'],
  ['edition-books', 'demo-cadre-wang', '/packages/editiondesk/pages/books/books?id=reading-month'],
  ['edition-units', 'demo-cadre-wang', '/packages/editiondesk/pages/units/units?id=reading-month'],
  ['edition-notes', 'demo-cadre-wang', '/packages/editiondesk/pages/notes/notes?id=reading-month'],
  ['edition-challenges', 'demo-cadre-wang', '/packages/editiondesk/pages/challenges/challenges?id=reading-month'],
  ['edition-teams', 'demo-cadre-liu', '/packages/editiondesk/pages/challenges/challenges?id=reading-month&unit=jcjc'],
  ['edition-absent', 'demo-cadre-liu', '/packages/editiondesk/pages/absent/absent?id=reading-month&unit=jcjc'],
  ['edition-paper', 'demo-cadre-liu', '/packages/editiondesk/pages/paper/paper?id=reading-month&uid=demo-paper&name=%E4%BD%95%E5%BF%97%E5%BC%BA&unit=%E6%9C%BA%E5%BA%8A%E5%8E%82'],
  ['works-call', 'demo-worker-chen', '/packages/works/pages/call/call?id=works-people'],
  ['works-mine', 'demo-worker-chen', '/packages/works/pages/call/call?id=works-hands'],
  ['works-write', 'demo-worker-li', '/packages/works/pages/write/write?id=works-people&kind=k1'],
  ['works-sheets', 'demo-judge-sun', '/packages/works/pages/sheets/sheets?id=works-night'],
  ['works-mark', 'demo-judge-sun', '/packages/works/pages/mark/mark?id=works-night&number=5'],
  ['works-setup', 'demo-cadre-wang', '/packages/cadre/pages/works/works?id=works-guard'],
  ['works-desk', 'demo-cadre-wang', '/packages/works/pages/desk/desk?id=works-night'],
  ['works-pile', 'demo-cadre-wang', '/packages/works/pages/pile/pile?id=works-thing'],
  ['works-result', 'demo-worker-chen', '/packages/works/pages/result/result?id=works-hands'],
  ['works-read', 'demo-worker-chen', '/packages/works/pages/read/read?id=works-hands&number=1'],
  ['about', 'demo-worker-chen', '/packages/about/pages/about/about'],
  ['privacy', 'demo-worker-chen', '/packages/about/pages/privacy/privacy'],
];

const looks = [
  { name: 'small', size: 'small', theme: 'light', font: 1 },
  { name: 'dark-large', size: 'standard', theme: 'dark', font: 1.6 },
] as const;

/** What stands beyond the right edge and is in nothing that scrolls or clips; runs in the page. */
const tooWide = `(() => {
  const clips = (element) => element !== null && (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(element).overflowX) || clips(element.parentElement));
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && element.textContent.trim() !== '' && !clips(element.parentElement))
    .map((element) => element.tagName + ' ' + element.className + ' ' + element.textContent.trim().slice(0, 20))
    .slice(0, 5);
})()`;

let anchor: Session;

beforeAll(async () => {
  anchor = await openSession({ as: 'demo-worker-chen' });
  // What the timer counts is there before the first page.
  if (anchor.cloudUrl !== '') for (let run = 0; run < 2; run += 1) await fetch(`${anchor.cloudUrl}/dev/timer/jobs/everyMinute`, { method: 'POST' });
});
afterAll(() => anchor.close());

// WeChat DevTools have one phone with looks of its own: there is nothing to change there.
const ours = process.env['GONGYUN_AUTOMATOR_WS'] === undefined ? describe : describe.skip;

ours.each(looks)('$name', ({ name: look, ...options }) => {
  test.each(pages)('%s', async (name, as, page) => {
    const session = await openSession({ as, page, ...options });
    const { window, program } = session;
    if (!window) throw new Error('no window');
    const thrown: string[] = [];
    window.on('pageerror', (error) => thrown.push(error.message));
    program.on('exception', (error: unknown) => thrown.push(JSON.stringify(error)));
    try {
      await until('words on the page', async () => (await window.evaluate<number>('document.body.innerText.trim().length')) > 30);
      await until('the page without a skeleton', async () => (await window.locator('[aria-label="正在载入"]').count()) === 0);
      await window.waitForTimeout(300);
      await session.screenshot(`look-${look}-${name}`);
      expect(await window.evaluate<string[]>(tooWide)).toEqual([]);
      expect(thrown).toEqual([]);
    } finally {
      await session.close();
    }
  });
});
