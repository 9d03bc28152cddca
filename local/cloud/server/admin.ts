import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Faults } from '../faults/faults';
import type { Call, Calls } from '../functions/calls';
import { wireError } from '../functions/errors';
import type { Invoker } from '../functions/invoker';
import type { Pool } from '../functions/pool';
import type { OpenApi } from '../openapi/open-api';
import type { StorageActions } from '../storage/actions';
import { noWork, type Counters } from '../wire/database';
import { parseObject, readBody, sendJson } from './exchange';
import type { Exchange } from './exchange';
import { parseMultipart } from './multipart';

/** What stands behind `/admin`. */
export interface Backends {
  readonly calls: Calls;
  readonly faults: Faults;
  readonly invoker: Invoker;
  readonly pool: Pool;
  readonly storage: StorageActions;
  readonly openApi: OpenApi;
  /** Answers `database.*`; never rejects. */
  database(request: Readonly<Record<string, unknown>>, counters: Counters): Promise<object>;
}

/** A file name may hold many entries, but no request of the SDKs is longer. */
const bodyLimit = 32 * 1024 * 1024;

/** The SDKs' wire protocol: `POST /admin`, one action a request. */
export async function handleAdmin(backends: Backends, { request, response }: Exchange): Promise<void> {
  const body = await readBody(request, bodyLimit);
  const contentType = request.headers['content-type'] ?? '';
  if (contentType.startsWith('multipart/form-data')) return answerForm(backends, parseMultipart(contentType, body), response);
  const fields = parseObject(body.toString('utf8'));
  const action = String(fields['action']);
  const call = backends.calls.find(fields['wxCloudApiToken']);
  if (action.startsWith('database.')) {
    const reply = await throughFaults(backends.faults, call, request, () => backends.database(fields, countersOf(call)));
    if (reply !== undefined) sendJson(response, 200, reply);
    return;
  }
  sendJson(response, 200, await answer(backends, action, fields, call));
}

/** `wx.openApi` is the one action that comes as a form: its parameters are protobuf bytes. */
function answerForm(backends: Backends, fields: ReadonlyMap<string, Buffer>, response: ServerResponse): void {
  const action = fields.get('action')?.toString() ?? '';
  if (action !== 'wx.openApi') return sendJson(response, 200, unknownAction(action));
  const caller = backends.calls.find(fields.get('wxCloudApiToken')?.toString());
  const permitted = caller === undefined ? undefined : (backends.pool.bundle(caller.functionName)?.openApis ?? []);
  const apiName = fields.get('apiName')?.toString() ?? '';
  const reply = backends.openApi.answer(apiName, fields.get('requestData') ?? Buffer.alloc(0), permitted);
  if (!Buffer.isBuffer(reply)) return sendJson(response, 200, { ...reply, requestId: randomUUID() });
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': reply.length });
  response.end(reply);
}

async function answer(backends: Backends, action: string, fields: Readonly<Record<string, unknown>>, call: Call | undefined): Promise<object> {
  switch (action) {
    case 'functions.invokeFunction':
      return invokeFunction(backends.invoker, fields, call);
    case 'storage.getUploadMetadata':
      return { requestId: randomUUID(), ...backends.storage.getUploadMetadata(fields['path']) };
    case 'storage.batchGetDownloadUrl':
      return { requestId: randomUUID(), ...(await backends.storage.batchGetDownloadUrl(fields['file_list'])) };
    case 'storage.batchDeleteFile':
      return { requestId: randomUUID(), ...(await backends.storage.batchDeleteFile(fields['fileid_list'])) };
    default:
      return unknownAction(action);
  }
}

/** The chain of sources is taken from the calling call, never from what the request says of itself. */
async function invokeFunction(invoker: Invoker, fields: Readonly<Record<string, unknown>>, caller: Call | undefined): Promise<object> {
  const event = fields['request_data'];
  const { call, outcome } = await invoker.invoke({
    functionName: String(fields['function_name']),
    event: typeof event === 'string' && event !== '' ? event : '{}',
    source: caller === undefined ? 'unknown' : `${caller.source},scf`,
    parent: caller,
  });
  if (!outcome.ok) return wireError(outcome.failure, call.requestId);
  return { requestId: call.requestId, data: { response_data: outcome.json } };
}

/** @returns undefined when a fault broke the connection instead of an answer */
async function throughFaults<T>(
  faults: Faults,
  call: Call | undefined,
  request: IncomingMessage,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const { delayMs, end } = faults.nextRequest(call);
  if (delayMs > 0) await wait(delayMs);
  if (end === 'kill') call?.kill?.();
  const result = end === 'kill' || end === 'failBefore' ? undefined : await work();
  if (end === undefined) return result;
  request.socket.destroy();
  return undefined;
}

function countersOf(call: Call | undefined): Counters {
  return call?.counters ?? noWork();
}

function unknownAction(action: string): object {
  return { code: 'INVALID_PARAM', message: `action ${action} is not supported by the local cloud`, requestId: randomUUID() };
}
