import type { Faults } from '../faults/faults';
import type { MessageLimits } from '../openapi/message-limits';
import type { Outbox } from '../openapi/outbox';
import type { TextCheckState } from '../openapi/text-check';
import { HttpError, readJson, sendJson } from '../server/exchange';
import type { Route } from '../server/server';
import type { Clock } from './clock';
import type { EventStream } from './event-stream';
import type { Gate } from './gate';

export interface DevParts {
  readonly clock: Clock;
  readonly gate: Gate;
  readonly faults: Faults;
  readonly outbox: Outbox;
  readonly messageLimits: MessageLimits;
  readonly textCheck: TextCheckState;
  readonly events: EventStream;
  /** What `/dev/state` shows. */
  state(): Promise<object>;
}

/** The switches of a development machine: clock, faults, consents, outbox, events. */
export function devRoutes({ clock, gate, faults, outbox, messageLimits, textCheck, events, state }: DevParts): Route[] {
  const clockState = (): object => ({ now: clock.now(), offset: clock.offset });
  return [
    { method: 'GET', path: /^\/dev\/state$/, handle: async ({ response }) => sendJson(response, 200, await state()) },
    { method: 'GET', path: /^\/dev\/events$/, handle: ({ response }) => events.open(response) },
    { method: 'GET', path: /^\/dev\/clock$/, handle: ({ response }) => sendJson(response, 200, clockState()) },
    {
      method: 'POST',
      path: /^\/dev\/clock$/,
      async handle({ request, response }) {
        const { offset, now, advance } = await readJson(request);
        if (isTime(offset)) clock.setOffset(offset);
        else if (isTime(now)) clock.setOffset(now - Date.now());
        else if (isTime(advance)) clock.setOffset(clock.offset + advance);
        else throw new HttpError(400, 'offset, now or advance (ms) is expected');
        sendJson(response, 200, clockState());
      },
    },
    { method: 'GET', path: /^\/dev\/closed$/, handle: ({ response }) => sendJson(response, 200, { closed: gate.closed }) },
    {
      method: 'POST',
      path: /^\/dev\/closed$/,
      async handle({ request, response }) {
        const { closed } = await readJson(request);
        if (typeof closed !== 'boolean') throw new HttpError(400, 'closed is expected');
        await gate.set(closed);
        sendJson(response, 200, { closed: gate.closed });
      },
    },
    {
      method: 'POST',
      path: /^\/dev\/faults$/,
      async handle({ request, response }) {
        const { seed, rates } = await readJson(request);
        if (typeof seed !== 'number' || typeof rates !== 'object' || rates === null) throw new HttpError(400, 'seed and rates are expected');
        try {
          faults.start(seed, { ...rates });
        } catch (error) {
          throw error instanceof RangeError ? new HttpError(400, error.message) : error;
        }
        sendJson(response, 200, faults.state());
      },
    },
    { method: 'GET', path: /^\/dev\/faults$/, handle: ({ response }) => sendJson(response, 200, faults.state()) },
    {
      method: 'DELETE',
      path: /^\/dev\/faults$/,
      handle: async ({ response }) => sendJson(response, 200, { injected: (await faults.stop()) ?? null }),
    },
    {
      method: 'GET',
      path: /^\/dev\/outbox$/,
      handle: ({ response, url }) => sendJson(response, 200, outbox.list(url.searchParams.get('openid') ?? undefined)),
    },
    {
      method: 'POST',
      path: /^\/dev\/consent$/,
      async handle({ request, response }) {
        const { openid, answers } = await readJson(request);
        if (typeof openid !== 'string' || typeof answers !== 'object' || answers === null) throw new HttpError(400, 'openid and answers are expected');
        const accepted = Object.entries(answers).filter(([, answer]) => answer === 'accept');
        for (const [templateId] of accepted) outbox.addConsent(openid, templateId);
        sendJson(response, 200, { accepted: accepted.map(([templateId]) => templateId) });
      },
    },
    {
      method: 'POST',
      path: /^\/dev\/message-limits$/,
      async handle({ request, response }) {
        const { deleted = [], left = null } = await readJson(request);
        if (!isTextList(deleted) || (left !== null && !isCount(left))) throw new HttpError(400, 'deleted must be a list of template ids, left a whole number or null');
        messageLimits.deleted = new Set(deleted);
        messageLimits.left = left;
        sendJson(response, 200, { deleted, left });
      },
    },
    {
      method: 'POST',
      path: /^\/dev\/text-check$/,
      async handle({ request, response }) {
        const { unreachable } = await readJson(request);
        if (typeof unreachable !== 'boolean') throw new HttpError(400, 'unreachable must be true or false');
        textCheck.unreachable = unreachable;
        sendJson(response, 200, { unreachable });
      },
    },
  ];
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 8.64e15;
}
