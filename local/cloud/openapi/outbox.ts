import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A subscribe message that was sent. */
export interface OutboxMessage {
  readonly id: string;
  readonly openid: string;
  readonly templateId: string;
  /** Page of the mini-program that a tap opens, without leading slash; empty when there is none. */
  readonly page: string;
  readonly data: Readonly<Record<string, { readonly value: string }>>;
  /** ms by the local clock. */
  readonly at: number;
}

type Line =
  | { readonly type: 'sent'; readonly message: OutboxMessage }
  | { readonly type: 'consent'; readonly openid: string; readonly templateId: string };

/**
 * Sent messages and the consents they use up: each consent is good for one message of one template to one person.
 * Kept as a journal of lines, one a change; reading it from the top gives the present state.
 */
export class Outbox {
  private readonly messages: OutboxMessage[] = [];
  private readonly consents = new Map<string, number>();
  private readonly listeners = new Set<(message: OutboxMessage) => void>();

  constructor(private readonly file: string) {
    mkdirSync(path.dirname(file), { recursive: true });
    if (!existsSync(file)) return;
    for (const text of readFileSync(file, 'utf8').split('\n')) {
      const line = parseLine(text);
      if (line !== undefined) this.apply(line);
    }
  }

  onMessage(listener: (message: OutboxMessage) => void): void {
    this.listeners.add(listener);
  }

  /** A tap on 允许: one more message of this template may be sent. */
  addConsent(openid: string, templateId: string): void {
    this.record({ type: 'consent', openid, templateId });
  }

  consentsLeft(openid: string, templateId: string): number {
    return this.consents.get(key(openid, templateId)) ?? 0;
  }

  /** Uses up one consent. The caller has checked that there is one. */
  send(message: Omit<OutboxMessage, 'id'>): OutboxMessage {
    const sent = { id: randomUUID(), ...message };
    this.record({ type: 'sent', message: sent });
    for (const listener of this.listeners) listener(sent);
    return sent;
  }

  /** @returns oldest first; everybody's without `openid` */
  list(openid?: string): readonly OutboxMessage[] {
    return openid === undefined ? this.messages : this.messages.filter((message) => message.openid === openid);
  }

  private record(line: Line): void {
    appendFileSync(this.file, `${JSON.stringify(line)}\n`);
    this.apply(line);
  }

  private apply(line: Line): void {
    const { openid, templateId } = line.type === 'sent' ? line.message : line;
    const name = key(openid, templateId);
    this.consents.set(name, (this.consents.get(name) ?? 0) + (line.type === 'consent' ? 1 : -1));
    if (line.type === 'sent') this.messages.push(line.message);
  }
}

function key(openid: string, templateId: string): string {
  return `${openid}\n${templateId}`;
}

/** @returns undefined for the last line when the machine stopped while it was being written */
function parseLine(text: string): Line | undefined {
  try {
    const line: Line = JSON.parse(text);
    return line;
  } catch {
    return undefined;
  }
}
