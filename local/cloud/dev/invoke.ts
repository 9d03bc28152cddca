import type { ServerResponse } from 'node:http';
import { phoneEvent } from '../functions/context';
import { phoneError } from '../functions/errors';
import type { Failure } from '../functions/errors';
import type { Invoked, Invoker } from '../functions/invoker';
import type { TextCheckState } from '../openapi/text-check';
import { openidOf, parseObject, readBody, readJson, sendText } from '../server/exchange';
import type { Route } from '../server/server';
import type { Clock } from './clock';

/** The platform hands a phone no more than this. */
const largestAnswer = 1024 * 1024;

/** Calls as a phone, the timer and WeChat's push make them. Who calls is decided by the address, never by the body. */
export function invokeRoutes(invoker: Invoker, clock: Clock, textCheck: TextCheckState): Route[] {
  return [
    {
      method: 'POST',
      path: /^\/dev\/invoke\/([\w-]+)$/,
      async handle({ request, response }, functionName = '') {
        const openid = openidOf(request);
        const body = parseObject((await readBody(request)).toString('utf8') || '{}');
        if (openid !== undefined) textCheck.visited(openid, clock.now());
        sendOutcome(response, await invoker.invoke({ functionName, event: phoneEvent(body, openid), source: 'wx_client', openid }));
      },
    },
    {
      method: 'POST',
      path: /^\/dev\/timer\/([\w-]+)\/([\w-]+)$/,
      async handle({ response }, functionName = '', triggerName = '') {
        sendOutcome(response, await invoker.invoke({ functionName, event: timerEvent(triggerName, clock.now()), source: 'wx_trigger' }));
      },
    },
    {
      method: 'POST',
      path: /^\/dev\/push\/([\w-]+)$/,
      async handle({ request, response }, functionName = '') {
        const message = await readJson(request);
        const openid = typeof message['FromUserName'] === 'string' ? message['FromUserName'] : undefined;
        sendOutcome(response, await invoker.invoke({ functionName, event: JSON.stringify(message), source: 'wx_unknown', openid }));
      },
    },
  ];
}

/** @param time ms at which the timer was due */
export function timerEvent(triggerName: string, time: number): string {
  return JSON.stringify({ Message: '', Time: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'), TriggerName: triggerName, Type: 'Timer' });
}

function sendOutcome(response: ServerResponse, { call, outcome }: Invoked): void {
  const { counters } = call;
  const headers = {
    'x-request-id': call.requestId,
    'x-db-round-trips': counters.roundTrips,
    'x-db-writes': counters.writes,
    'x-db-writes-by': Object.entries(counters.writesBy).map(([collection, writes]) => `${collection}=${writes}`).join(','),
    'x-docs-read': counters.docsRead,
  };
  if (!outcome.ok) return sendFailure(response, outcome.failure, headers);
  if (outcome.json.length > largestAnswer) return sendFailure(response, { kind: 'tooLarge' }, headers);
  sendText(response, 200, outcome.json, headers);
}

export function sendFailure(response: ServerResponse, failure: Failure, headers: Readonly<Record<string, string | number>>): void {
  sendText(response, 500, JSON.stringify(phoneError(failure)), headers);
}
