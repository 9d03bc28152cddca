import type { Database } from '../../platform/database';
import { causeOf, log } from '../../platform/log';
import { tell } from '../notice/tell';
import { eventsWithNews, noteNewsTold } from './board-store';
import { type EventDocument, roundName } from './event-document';
import { eventById } from './event-store';

/** So many events a run. */
const batch = 50;

const words = ({ result, rounds, last }: EventDocument, n: number): string => {
  if ((rounds[roundName(n)]?.corrections.length ?? 0) > 0) return '成绩有更正，点开看看。';
  return result !== null && n === last ? '点开看名次和得分。' : '点开看成绩和谁晋级。';
};

/** Tells everybody in a round that its 成绩公告 is out, or out again: once for each. May be repeated. */
export async function tellAnnounced(db: Database, id: string, now: number): Promise<void> {
  const found = await eventById(db, id);
  if (!found?.news) return;
  const { meetId, eventId, title, event, starters, rounds, last, news } = found;
  const cards = rounds[roundName(news.n)]?.cards ?? {};
  const to = [...new Set(starters.filter(({ entry }) => cards[entry]).flatMap(({ people }) => people.map(({ uid }) => uid)))];
  const which = last > 1 && news.n < last ? `${event.name}第 ${news.n} 轮` : event.name;
  const about = { title, result: `${which}：${words(found, news.n)}`, page: `packages/meet/pages/event/event?meet=${meetId}&event=${encodeURIComponent(eventId)}` };
  await tell(db, { template: 'resultOut', to, about, key: `meet-result:${id}:${news.n}:${news.at}` }, now);
  await noteNewsTold(db, id, news.at);
}

/** Tells what nobody was told for certain. @returns how many events were looked at */
export async function settleAnnounced(db: Database, now: number): Promise<number> {
  const found = await eventsWithNews(db, batch);
  for (const id of found) {
    try {
      await tellAnnounced(db, id, now);
    } catch (error) {
      // The next run takes it up again; the other events are not to wait for it.
      log('results', { event: id, ...causeOf(error) });
    }
  }
  return found.length;
}
