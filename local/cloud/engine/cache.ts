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

interface Slot {
  entry: Entry;
  /** Asked for since the last sweep. */
  used: boolean;
}

/**
 * Documents already parsed, for one table. When it is full, the oldest that nobody asked for lately leave first
 * (second chance: a read sets a flag and moves nothing).
 */
export class DocumentCache {
  private readonly slots = new Map<number, Slot>();
  private size = 0;

  /** @param capacity text length of all documents kept, in characters */
  constructor(private readonly capacity: number) {}

  get(rid: number): Entry | undefined {
    const slot = this.slots.get(rid);
    if (!slot) return undefined;
    slot.used = true;
    return slot.entry;
  }

  set(entry: Entry): void {
    this.size += weight(entry);
    const slot = this.slots.get(entry.rid);
    if (slot) {
      this.size -= weight(slot.entry);
      slot.entry = entry;
    } else {
      this.slots.set(entry.rid, { entry, used: false });
    }
    if (this.size > this.capacity) this.sweep();
  }

  delete(rid: number): void {
    const slot = this.slots.get(rid);
    if (!slot) return;
    this.slots.delete(rid);
    this.size -= weight(slot.entry);
  }

  clear(): void {
    this.slots.clear();
    this.size = 0;
  }

  /** Makes room for more than one: the holes that leavers make at the front are walked over once, not at each arrival. */
  private sweep(): void {
    const enough = this.capacity * 0.9;
    for (const [rid, slot] of this.slots) {
      if (this.size <= enough) return;
      this.slots.delete(rid);
      if (slot.used) this.slots.set(rid, { entry: slot.entry, used: false });
      else this.size -= weight(slot.entry);
    }
  }
}

function weight(entry: Entry): number {
  return 200 + entry.size + entry.loggedSize;
}
