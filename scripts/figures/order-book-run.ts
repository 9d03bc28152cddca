import { orderBook } from '../../cloudfunctions/modules/export/kinds/order-book';
import { openFaultyDatabase } from '../../tests/faults/database';

/** Makes the 秩序册 of the meet in a file, as small as a cloud function is: `order-book-run.ts FILE`. */
async function run(): Promise<void> {
  const { db, close } = await openFaultyDatabase(process.argv[2] ?? '');
  const begun = performance.now();
  const book = await orderBook({ db, subject: 'meet-book', options: {}, now: Date.now(), progress: () => Promise.resolve() });
  const seconds = (performance.now() - begun) / 1000;
  await close();
  console.log(JSON.stringify({ order_book_s: Number(seconds.toFixed(2)), order_book_kb: Math.round(book.length / 1024), peak_mb: Math.round(process.resourceUsage().maxRSS / 1024) }));
}

void run().then(() => process.exit(0));
