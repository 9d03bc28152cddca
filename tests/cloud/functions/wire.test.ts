import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startTestCloud } from './local-cloud';
import type { TestCloud } from './local-cloud';

/** Exchanges recorded from the real SDKs: what they send and a reply that they accept. Replayed from inside a call, whose token they carry. */
const sources = {
  replay: `exports.main = async ({ request }) => {
    const { URL: url } = JSON.parse(process.env.TCB_CONTEXT_CNFG);
    const response = await fetch(url + '?env=local-env', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...request, wxCloudApiToken: process.env.WX_API_TOKEN }) });
    return response.json();
  };`,
  replayForm: `exports.main = async ({ request }) => {
    const { URL: url } = JSON.parse(process.env.TCB_CONTEXT_CNFG);
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...request, wxCloudApiToken: process.env.WX_API_TOKEN })) {
      form.append(name, value.base64 === undefined ? value : new Blob([Buffer.from(value.base64, 'base64')]));
    }
    const response = await fetch(url + '?env=local-env', { method: 'POST', body: form });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { contentType: response.headers.get('content-type'), base64: bytes.toString('base64') };
  };`,
  hello: 'exports.main = async (event) => ({ event, ctx: cloud.getWXContext() });',
};

interface Exchange {
  readonly request: Readonly<Record<string, unknown>>;
  readonly reply: Readonly<Record<string, unknown>>;
}

function recorded(file: string): Exchange[] {
  const text = readFileSync(path.join(__dirname, '../../fixtures', file), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const openapi = ['subscribeMessage.send', 'security.msgSecCheck', 'wxacode.getUnlimited'];
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud(
    {
      replay: { source: sources.replay, config: { timeout: 20 } },
      replayForm: { source: sources.replayForm, config: { timeout: 20, permissions: { openapi } } },
      hello: { source: sources.hello, config: { timeout: 20 } },
    },
    { templates: { 'tmpl-1': ['thing1', 'time2'] } },
  );
});
afterAll(() => cloud.close());

/** Hides what differs from run to run: request numbers, ports, times and signatures. */
function settled(reply: unknown): unknown {
  return JSON.parse(
    JSON.stringify(reply)
      .replace(/"requestId":"[^"]*"/g, '"requestId":"…"')
      .replace(/"cosFileId":"[^"]*"/g, '"cosFileId":"…"')
      .replace(/127\.0\.0\.1(:\d+)?/g, 'HOST')
      .replace(/\?(t=\d+&)?sign=[0-9a-f]+/g, '?sign=…'),
  );
}

const calls = recorded('requests.jsonl').filter(({ request }) => /^(functions|storage)\./.test(String(request['action'])));

test('functions and storage answer as recorded', async () => {
  expect(calls.length).toBeGreaterThanOrEqual(6);
  for (const { request, reply } of calls) {
    const upload = request['action'] === 'storage.getUploadMetadata';
    const { body } = await cloud.invoke('replay', { request });
    expect(settled(body)).toEqual(settled(reply));
    if (upload) expect((await fetch(body.data.url, { method: 'PUT', body: 'x' })).status).toBe(200);
  }
});

test('open APIs answer as recorded', async () => {
  await cloud.send('POST', '/dev/consent', { openid: 'o-1', answers: { 'tmpl-1': 'accept' } });
  for (const { request, reply } of recorded('openapi.jsonl')) {
    const { body } = await cloud.invoke('replayForm', { request }, 'o-1');
    expect(body.contentType).toBe(reply['contentType']);
    const bytes = Buffer.from(body.base64, 'base64');
    if (typeof reply['base64'] === 'string') expect(withoutTrace(bytes)).toBe(withoutTrace(Buffer.from(reply['base64'], 'base64')));
    else expect(bytes.includes('image/png')).toBe(true);
  }
});

function withoutTrace(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/"trace_id":"[^"]*"/, '"trace_id":"…"');
}
