import { startCloud } from '../../../local/cloud';

/** A local cloud in a process of its own, to be killed: `cloud-process.ts <dataDir> <functionsDir>` prints its address. */
async function main(dataDir: string, functionsDir: string): Promise<void> {
  const cloud = await startCloud({ dataDir, functionsDir, quiet: true, timers: false, workers: 1 });
  process.stdout.write(`${cloud.url}\n`);
}

void main(process.argv[2] ?? '', process.argv[3] ?? '');
