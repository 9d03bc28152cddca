import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Clock } from './dev/clock';
import { Gate } from './dev/gate';
import { collectionRoutes } from './dev/collections';
import { EventStream } from './dev/event-stream';
import { hallPages, hallRoute } from './dev/hall';
import { invokeRoutes, timerEvent } from './dev/invoke';
import { devRoutes } from './dev/routes';
import { openEngine } from './engine';
import { Faults } from './faults/faults';
import { readBundles, surveyBundles } from './functions/bundles';
import { Calls } from './functions/calls';
import { workerEnvironment } from './functions/context';
import { failureMessage } from './functions/errors';
import { Invoker } from './functions/invoker';
import { Pool } from './functions/pool';
import { Timers } from './functions/timers';
import { watchBundles } from './functions/watch';
import { MediaCheck } from './openapi/media-check';
import { MessageLimits } from './openapi/message-limits';
import { getUnlimited } from './openapi/mini-program-code';
import { OpenApi } from './openapi/open-api';
import { Outbox } from './openapi/outbox';
import { sendSubscribeMessage } from './openapi/subscribe-message';
import type { Templates } from './openapi/subscribe-message';
import { TextCheckState, checkText } from './openapi/text-check';
import { handleAdmin } from './server/admin';
import { errorText } from './server/error-code';
import { createRoutedServer, listen } from './server/server';
import type { Route } from './server/server';
import { StorageActions } from './storage/actions';
import { Files } from './storage/files';
import { storageRoutes } from './storage/routes';
import { Signer } from './storage/signature';
import { handleDatabase } from './wire/database';

export interface CloudOptions {
  /** Database, files and outbox live here. */
  readonly dataDir: string;
  /** Built functions: `<name>/index.js` and `<name>/config.json`. Watched. */
  readonly functionsDir: string;
  /** Built pages of hall/, served at `/hall/`; none: not served. */
  readonly hallDir?: string;
  /** 0 or nothing: any free port. */
  readonly port?: number;
  /** Instances of a function for calls from outside; 4. */
  readonly workers?: number;
  /** Environment variables of the functions: the keys, template ids. */
  readonly env?: Readonly<Record<string, string>>;
  /** Known message templates with their fields; without it any template is taken. */
  readonly templates?: Templates;
  /** Whether the timers of config.json run by themselves; true. */
  readonly timers?: boolean;
  /** Prints nothing, neither its own lines nor the functions'. */
  readonly quiet?: boolean;
}

export interface Cloud {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts CloudBase for one machine: the SDKs' wire protocol, the functions, storage and open APIs over an embedded database. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  // Functions run in UTC on the platform; a developer's own zone would hide every mistake about days.
  process.env['TZ'] = 'UTC';
  const quiet = options.quiet ?? false;
  mkdirSync(options.dataDir, { recursive: true });
  const clock = new Clock();
  const now = (): number => clock.now();
  const engine = openEngine(path.join(options.dataDir, 'database.sqlite'), { now });
  const events = new EventStream();
  const faults = new Faults();
  const gate = new Gate();
  const calls = new Calls();
  const outbox = new Outbox(path.join(options.dataDir, 'outbox.jsonl'));
  const messageLimits = new MessageLimits();
  const textCheck = new TextCheckState();
  const files = new Files(path.join(options.dataDir, 'files'));
  const signer = new Signer(randomBytes(32));

  let url = '';
  const environment: Record<string, string> = {};
  const pool = new Pool({ size: options.workers ?? 4, environment, quiet });
  const invoker = new Invoker(pool, calls, clock, faults, gate);
  const storage = new StorageActions(files, signer, () => url);
  const mediaCheck = new MediaCheck({
    state: textCheck,
    now,
    isThere: async (address) => (await files.read(decodeURIComponent(new URL(address).pathname).replace(/^\/cos\//, ''))) !== undefined,
    async push(message) {
      // Where nobody has set up the push, WeChat's message goes nowhere.
      if (pool.bundle('push') === undefined) return;
      const { outcome } = await invoker.invoke({ functionName: 'push', event: JSON.stringify(message), source: 'wx_unknown', openid: String(message['FromUserName']) });
      if (!outcome.ok && !quiet) console.error(`push: ${failureMessage(outcome.failure)}`);
    },
  });
  const openApi = new OpenApi(
    new Map([
      ['subscribeMessage.send', sendSubscribeMessage(outbox, options.templates, messageLimits, now)],
      ['security.msgSecCheck', checkText(textCheck, now)],
      ['security.mediaCheckAsync', mediaCheck.api],
      ['wxacode.getUnlimited', getUnlimited],
    ]),
  );
  const backends = {
    calls,
    faults,
    invoker,
    pool,
    storage,
    openApi,
    database: (request: Parameters<typeof handleDatabase>[1], counters: Parameters<typeof handleDatabase>[2]) =>
      handleDatabase(engine, request, counters, now),
  };
  const state = async (): Promise<object> => ({
    functions: pool.bundles().map(({ name, timeoutSeconds, memoryMb, triggers }) => ({ name, timeoutSeconds, memoryMb, triggers })),
    workers: pool.state(),
    collections: (await engine.db().listCollections().toArray()).map(({ name }) => name),
    dataDir: options.dataDir,
  });
  const admin: Route = { method: 'POST', path: /^\/admin$/, handle: (exchange) => handleAdmin(backends, exchange) };
  const server = createRoutedServer([
    admin,
    ...invokeRoutes(invoker, clock, textCheck),
    hallRoute(invoker),
    ...(options.hallDir === undefined ? [] : [hallPages(options.hallDir)]),
    ...devRoutes({ clock, gate, faults, outbox, messageLimits, textCheck, events, state }),
    ...collectionRoutes(engine),
    ...storageRoutes(files, signer, storage),
  ]);
  url = await listen(server, options.port ?? 0);
  Object.assign(environment, workerEnvironment(`${url}/admin`, options.env ?? {}));

  const timers = new Timers(clock, (functionName, triggerName, time) => {
    void invoker.invoke({ functionName, event: timerEvent(triggerName, time), source: 'wx_trigger' }).then(({ outcome }) => {
      if (!outcome.ok && !quiet) console.error(`timer ${functionName}/${triggerName}: ${failureMessage(outcome.failure)}`);
    });
  });
  const load = async (): Promise<void> => {
    const bundles = await readBundles(options.functionsDir);
    pool.replace(bundles);
    if (options.timers ?? true) timers.replace([...bundles.values()]);
  };
  const survey = await surveyBundles(options.functionsDir);
  await load();
  const stopWatching = watchBundles(options.functionsDir, survey, () => {
    load().then(
      () => events.send('reload', { functions: pool.bundles().map(({ name }) => name) }),
      (error: unknown) => console.error(`the functions could not be loaded: ${errorText(error)}`),
    );
  });
  clock.onShift(() => events.send('clock', { now: clock.now(), offset: clock.offset }));
  outbox.onMessage((message) => events.send('message', message));
  if (!quiet) console.log(`Local cloud on ${url}: a development server, for this machine only.`);

  return {
    url,
    async close() {
      stopWatching();
      timers.stop();
      mediaCheck.close();
      await faults.stop();
      await pool.close();
      events.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await engine.close();
    },
  };
}
