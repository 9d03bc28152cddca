import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startCloud } from '../../../local/cloud';
import type { CloudOptions } from '../../../local/cloud';

/** Source of one test function: CommonJS with `cloud` (the real wx-server-sdk, initialised) in scope. */
export interface TestFunction {
  readonly source: string;
  readonly config?: object;
}

export interface Answer {
  readonly status: number;
  /** Whatever the function under test returned. */
  readonly body: ReturnType<typeof JSON.parse>;
  readonly headers: Headers;
}

export interface TestCloud {
  readonly url: string;
  readonly dataDir: string;
  readonly functionsDir: string;
  invoke(name: string, event?: object, openid?: string): Promise<Answer>;
  send(method: string, address: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  write(name: string, test: TestFunction): void;
  close(): Promise<void>;
}

const preamble = `const cloud = require(${JSON.stringify(createRequire(__filename).resolve('wx-server-sdk'))});
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
`;

/** Starts a local cloud in a folder of its own with these functions; `close` removes the folder. */
export async function startTestCloud(functions: Record<string, TestFunction>, options: Partial<CloudOptions> = {}): Promise<TestCloud> {
  const root = mkdtempSync(path.join(tmpdir(), 'local-cloud-'));
  const functionsDir = path.join(root, 'functions');
  const dataDir = path.join(root, 'data');
  mkdirSync(functionsDir);
  const write = (name: string, { source, config }: TestFunction): void => {
    mkdirSync(path.join(functionsDir, name), { recursive: true });
    writeFileSync(path.join(functionsDir, name, 'index.js'), preamble + source);
    writeFileSync(path.join(functionsDir, name, 'config.json'), JSON.stringify(config ?? {}));
  };
  for (const [name, test] of Object.entries(functions)) write(name, test);
  const cloud = await startCloud({ dataDir, functionsDir, quiet: true, timers: false, ...options });

  const send: TestCloud['send'] = async (method, address, body, headers = {}) => {
    const payload = body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
    const response = await fetch(cloud.url + address, { method, headers, ...(payload === undefined ? {} : { body: payload }) });
    const text = await response.text();
    return { status: response.status, body: parse(text), headers: response.headers };
  };
  return {
    url: cloud.url,
    dataDir,
    functionsDir,
    write,
    send,
    invoke: (name, event = {}, openid) => send('POST', `/dev/invoke/${name}`, event, openid === undefined ? {} : { 'x-wx-openid': openid }),
    async close() {
      await cloud.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function parse(text: string): Answer['body'] {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
