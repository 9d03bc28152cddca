import type { Document } from './types';

/** A document as it stands in its table. */
export interface Entry {
  /** Row number: the order of insertion. */
  readonly rid: number;
  /** The encoded `_id`. */
  readonly idKey: string;
  readonly document: Document;
  /** Length of the stored text. */
  readonly size: number;
  /** Updates kept beside the stored text, and their length. */
  readonly logged: number;
  readonly loggedSize: number;
}

/** Documents already parsed, the least recently used leaving first. One cache serves every table. */
export class DocumentCache {
  private readonly entries = new Map<string, Entry>();
  private size = 0;

  /** @param capacity text length of all documents kept, in characters */
  constructor(private readonly capacity: number) {}

  get(table: number, rid: number): Entry | undefined {
    const key = `${table}:${rid}`;
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry;
  }

  set(table: number, entry: Entry): void {
    this.delete(table, entry.rid);
    this.entries.set(`${table}:${entry.rid}`, entry);
    this.size += weight(entry);
    for (const [key, oldest] of this.entries) {
      if (this.size <= this.capacity) break;
      this.entries.delete(key);
      this.size -= weight(oldest);
    }
  }

  delete(table: number, rid: number): void {
    const key = `${table}:${rid}`;
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    this.size -= weight(entry);
  }

  clear(): void {
    this.entries.clear();
    this.size = 0;
  }
}

function weight(entry: Entry): number {
  return 200 + entry.size + entry.loggedSize;
}
