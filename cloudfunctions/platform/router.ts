import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { serverNow } from './clock';
import type { Database } from './database';
import { Refusal, sentences } from './errors';
import { causeOf, log } from './log';

/** Who calls, as the database knows them: grants in force are decided by the action through domain/people/scope. */
export interface Member {
  uid: string;
  name: string;
  unitId: string;
  unitName: string;
  /** Path of union ids, `/u1/u12/`. */
  unitPath: string;
  /** Since when this account is this member's. */
  since: number;
  /** When they last came into another unit: places taken before are in the old one's bucket. 0: never. */
  changedAt: number;
  /** Last in line (two unexcused absences) until then; 0: never was. */
  lastUntil: number;
  grants: { role: string; scope: string; expires: number; id?: string }[];
}

export interface Call<I> {
  db: Database;
  input: I;
  /** Server time of this call. */
  now: number;
  requestId: string;
  /** The WeChat account that calls, from the context. Opaque outside platform/secrets; never sent or logged. */
  openid: string;
}
export interface MemberCall<I> extends Call<I> {
  member: Member;
}
export interface KeyedCall<I> extends MemberCall<I> {
  /** Idempotency key of the act. */
  key: string;
}
export interface OpenCall<I> extends Call<I> {
  /** null: this account is in no roster. */
  member: Member | null;
}
export interface OpenKeyedCall<I> extends OpenCall<I> {
  /** Idempotency key of the act. */
  key: string;
}

type Exactly<A, B> = [A] extends [B] ? ([B] extends [A] ? unknown : never) : never;
type SchemaOf<A extends Api.ActionName, S extends v.GenericSchema> = S & Exactly<v.InferOutput<S>, Api.Input<A>>;

/** One action of the router, with its types forgotten: what the contract says was checked where it was defined. */
export interface Action {
  name: string;
  schema: v.GenericSchema;
  who: 'anyone' | 'member';
  keyed: boolean;
  run(call: { db: Database; input: unknown; now: number; requestId: string; openid: string; member: Member | null; key: string }): Promise<unknown>;
}

interface Kinds<I> {
  /** Anybody in WeChat, in a roster or not. */
  anyone: OpenCall<I>;
  /** A member of a union. */
  member: MemberCall<I>;
  /** A member's act that writes: carries an idempotency key. */
  act: KeyedCall<I>;
  /** An act that somebody outside every roster may do too, such as joining one. */
  openAct: OpenKeyedCall<I>;
}

/**
 * Defines an action. The schema's output must be exactly the contract's input: a difference does not compile.
 */
export function defineAction<A extends Api.ActionName, S extends v.GenericSchema, K extends keyof Kinds<unknown>>(
  name: A,
  kind: K,
  schema: SchemaOf<A, S>,
  handler: (call: Kinds<Api.Input<A>>[K]) => Promise<Api.Output<A>>,
): Action {
  return {
    name,
    schema,
    who: kind === 'anyone' || kind === 'openAct' ? 'anyone' : 'member',
    keyed: kind === 'act' || kind === 'openAct',
    // The router has checked input against this schema, and member and key against the kind.
    run: (call) => handler(call as unknown as Kinds<Api.Input<A>>[K]),
  };
}

/** Refuses input that is deep or long, and names such as `constructor`, which the schemas would drop in silence: before any schema looks at it. */
function isModest(value: unknown, depth = 0): boolean {
  if (depth > 8) return false;
  if (typeof value === 'string') return value.length <= 20_000;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.length <= 1000 && value.every((item) => isModest(item, depth + 1));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    return entries.length <= 60 && entries.every(([name, item]) => !(name in Object.prototype) && isModest(item, depth + 1));
  }
  return true;
}

const requestSchema = v.strictObject({
  action: v.string(),
  input: v.record(v.string(), v.unknown()),
  key: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/))),
});

/** What CloudBase adds to a client's event; proves nothing and is dropped. */
const eventExtras = ['userInfo', 'tcbContext'];

export interface RouterOptions {
  db: Database;
  actions: readonly Action[];
  identify(db: Database, openid: string): Promise<Member | null>;
}

/** A request number that a person can read out: 8 characters without look-alikes. */
function newRequestId(): string {
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  return [...randomBytes(8)].map((byte) => alphabet.charAt(byte % 32)).join('');
}

/** Makes the function that answers every user call: identity, schema, idempotency key, action, envelope. */
export function createRouter({ db, actions, identify }: RouterOptions) {
  const table = new Map(actions.map((action) => [action.name, action]));

  async function answer(event: unknown, openid: string | undefined, requestId: string, now: number): Promise<unknown> {
    if (openid === undefined || openid === '') throw new Refusal('NO_IDENTITY');
    const bare = typeof event === 'object' && event !== null ? Object.fromEntries(Object.entries(event).filter(([key]) => !eventExtras.includes(key))) : event;
    const request = isModest(bare) ? v.safeParse(requestSchema, bare) : null;
    if (!request?.success) throw new Refusal('BAD_INPUT');
    const action = table.get(request.output.action);
    if (!action) throw new Refusal('BAD_INPUT', '这个版本太旧或太新，请重新打开小程序');
    const input = v.safeParse(action.schema, request.output.input);
    if (!input.success) throw new Refusal('BAD_INPUT', input.issues[0]?.type === 'check' ? input.issues[0].message : undefined);
    const key = request.output.key;
    if (action.keyed !== (key !== undefined)) throw new Refusal('BAD_INPUT');
    const member = await identify(db, openid);
    if (action.who === 'member' && !member) throw new Refusal('FORBIDDEN', '您还没有加入工会，在“我的”里点“加入工会”就能加入');
    return action.run({ db, input: input.output, now, requestId, openid, member, key: key ?? '' });
  }

  return async function route(event: unknown, openid: string | undefined): Promise<Api.Response> {
    const requestId = newRequestId();
    const now = serverNow();
    const started = Date.now();
    const named = typeof event === 'object' && event !== null && 'action' in event ? event.action : undefined;
    const action = typeof named === 'string' && table.has(named) ? named : 'unknown';
    try {
      // The contract's types were forgotten in the table: the handler's own type is what the action promises.
      const data = (await answer(event, openid, requestId, now)) as Api.Output<Api.ActionName>;
      log('call', { requestId, action, ms: Date.now() - started, code: 'OK' });
      return { ok: true, data };
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('INTERNAL');
      log('call', { requestId, action, ms: Date.now() - started, code: refusal.code, ...(refusal === error ? {} : causeOf(error)) });
      return { ok: false, error: { code: refusal.code, message: refusal.sentence || sentences[refusal.code], requestId } };
    }
  };
}
