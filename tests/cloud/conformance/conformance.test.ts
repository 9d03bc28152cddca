import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startCloud } from '../../../local/cloud';
import type { Cloud } from '../../../local/cloud';
import { operations } from './operations';
import { connect } from './sdks';
import type { Client } from './sdks';

let directory: string;
let cloud: Cloud;
let sdks: readonly Client[];

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'conformance-'));
  const functionsDir = path.join(directory, 'functions');
  mkdirSync(functionsDir);
  cloud = await startCloud({ dataDir: directory, functionsDir, quiet: true, timers: false });
  sdks = connect(cloud.url);
});

afterAll(async () => {
  await cloud.close();
  rmSync(directory, { recursive: true });
});

test.each(operations.map((operation) => [operation.name, operation] as const))('%s', (_name, { run }) => run(sdks, cloud.url));
