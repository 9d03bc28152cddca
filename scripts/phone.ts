import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startPhone } from '../local/phone';

/** Starts the phone alone: `node --import tsx scripts/phone.ts [--cloud URL] [--port N] [--root FOLDER]`. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { cloud: { type: 'string' }, port: { type: 'string' }, root: { type: 'string' } } });
  const phone = await startPhone({
    miniprogramRoot: resolve(__dirname, '..', values.root ?? 'miniprogram'),
    ...(values.cloud !== undefined && { cloudUrl: values.cloud }),
    ...(values.port !== undefined && { port: Number(values.port) }),
  });
  console.log(phone.url);
  process.once('SIGINT', () => void phone.close());
}

void main();
