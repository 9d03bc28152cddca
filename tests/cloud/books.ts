import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiSession, dataOf, newKey } from './local-session';
import { wordsOf } from './office';

export type Book = 'orderBook' | 'resultBook';

/** Has a book made and waits for how it ends. */
export async function bookJob(session: ApiSession, openid: string, kind: Book, meetId: string): Promise<Api.Export.Job> {
  const { job } = dataOf(await session.call(openid, 'export.start', { kind, subject: meetId, options: {} }, newKey()));
  for (const end = Date.now() + 120_000; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const { job: now } = dataOf(await session.call(openid, 'export.status', { jobId: job.jobId }));
    if (now.state === 'done' || now.state === 'failed' || Date.now() > end) return now;
  }
}

/** The paragraphs of a book; the file is kept under this name to be looked at. */
export async function bookOf(session: ApiSession, openid: string, kind: Book, meetId: string, name: string): Promise<string[]> {
  const job = await bookJob(session, openid, kind, meetId);
  if (job.state !== 'done') throw new Error(job.fault);
  const { url } = dataOf(await session.call(openid, 'export.link', { jobId: job.jobId }));
  const file = Buffer.from(await (await fetch(url)).arrayBuffer());
  const folder = join(__dirname, '../../.local/books');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.docx`), file);
  return wordsOf(file);
}
