import { runPipeline, splitPipeline } from './aggregate';
import { withId } from './ids';
import { encodeKey } from './order';
import { compileProjection } from './projection';
import { countByIndex, select } from './query';
import type { StoredCollection } from './store';
import { Blocked, Transactions } from './transactions';
import type { Session } from './transactions';
import type {
  Collection,
  Cursor,
  DeleteResult,
  Document,
  Filter,
  FindOneAndUpdateOptions,
  FindOptions,
  IndexDescription,
  IndexOptions,
  InsertManyResult,
  Keys,
  OperationOptions,
  Sort,
  Update,
  UpdateOptions,
  UpdateResult,
} from './types';
import { applyUpdate, compileUpdate, replaceDocument, seedOfFilter } from './update';
import { sessionOf, visible } from './view';
import type { EngineParts, Found } from './view';

interface Edit {
  readonly apply: (document: Document, inserting: boolean) => Document;
  readonly update?: Update | undefined;
}

interface Edited {
  readonly matched: number;
  readonly modified: number;
  readonly before: Document | undefined;
  readonly after: Document | undefined;
  readonly upserted: Document | undefined;
}

export class EngineCollection implements Collection {
  constructor(
    private readonly parts: EngineParts,
    readonly collectionName: string,
  ) {}

  find(filter: Filter, options: FindOptions = {}): Cursor {
    return {
      toArray: async () => {
        const stored = this.parts.store.collections.get(this.collectionName);
        if (!stored) return [];
        const { skip = 0, limit } = options;
        const first = limit ? skip + limit : undefined;
        const found = visible(this.parts, stored, filter, { ...options, first }).map(({ document }) => document);
        return found.slice(skip).map(compileProjection(options.projection));
      },
    };
  }

  async findOne(filter: Filter, options: FindOptions = {}): Promise<Document | null> {
    const [document] = await this.find(filter, { ...options, limit: 1 }).toArray();
    return document ?? null;
  }

  insertMany(documents: readonly Document[], options: OperationOptions = {}): Promise<InsertManyResult> {
    return this.attempt(() => {
      const stored = this.stored();
      const { transactions } = this.parts;
      const complete = documents.map((document) => withId(document, this.parts.now()));
      const session = sessionOf(options.session);
      if (session) {
        for (const document of complete) {
          const idKey = encodeKey(document['_id']);
          if (visible(this.parts, stored, { _id: document['_id'] }, { session }).length > 0) throw Transactions.duplicateId(stored, document);
          transactions.writeInside(session, stored, idKey, document);
        }
      } else {
        transactions.commitOutside(complete.map((after) => ({ collection: stored, before: undefined, after })));
      }
      return { insertedCount: complete.length, insertedIds: complete.map((document) => document['_id']) };
    });
  }

  async updateOne(filter: Filter, update: Update, options: UpdateOptions = {}): Promise<UpdateResult> {
    return resultOf(await this.edit(filter, this.updating(filter, update), false, options));
  }

  async updateMany(filter: Filter, update: Update, options: UpdateOptions = {}): Promise<UpdateResult> {
    return resultOf(await this.edit(filter, this.updating(filter, update), true, options));
  }

  async replaceOne(filter: Filter, replacement: Document, options: UpdateOptions = {}): Promise<UpdateResult> {
    const apply = (document: Document, inserting: boolean): Document =>
      inserting && document['_id'] === undefined ? replacement : replaceDocument(document, replacement);
    return resultOf(await this.edit(filter, { apply }, false, options));
  }

  async findOneAndUpdate(filter: Filter, update: Update, options: FindOneAndUpdateOptions = {}): Promise<Document | null> {
    const edited = await this.edit(filter, this.updating(filter, update), false, options);
    const document = options.returnDocument === 'after' ? (edited.after ?? edited.upserted) : edited.before;
    return document ? compileProjection(options.projection)(document) : null;
  }

  deleteOne(filter: Filter, options: OperationOptions = {}): Promise<DeleteResult> {
    return this.remove(filter, 1, options);
  }

  deleteMany(filter: Filter, options: OperationOptions = {}): Promise<DeleteResult> {
    return this.remove(filter, undefined, options);
  }

  async countDocuments(filter: Filter, options: OperationOptions = {}): Promise<number> {
    const stored = this.parts.store.collections.get(this.collectionName);
    if (!stored) return 0;
    const counted = options.session ? undefined : countByIndex(this.parts.store, stored, filter);
    return counted ?? visible(this.parts, stored, filter, options).length;
  }

  aggregate(pipeline: readonly Document[], options: OperationOptions = {}): Cursor {
    return {
      toArray: async () => {
        const stored = this.parts.store.collections.get(this.collectionName);
        const { filter, sort, limit, rest } = splitPipeline(pipeline);
        const found = stored ? visible(this.parts, stored, filter, { ...options, sort, first: limit }) : [];
        const others = (name: string, wanted: Filter): readonly Document[] => {
          const other = this.parts.store.collections.get(name);
          return other ? select(this.parts.store, other, { filter: wanted, stats: options.stats }).map(({ document }) => document) : [];
        };
        return runPipeline(
          found.map(({ document }) => document),
          rest,
          others,
        );
      },
    };
  }

  async createIndex(keys: Keys, options: IndexOptions = {}): Promise<string> {
    return this.parts.store.createIndex(this.stored(), keys, options);
  }

  async dropIndex(name: string): Promise<void> {
    this.parts.store.dropIndex(this.stored(), name);
  }

  async indexes(): Promise<readonly IndexDescription[]> {
    const own = [...this.stored().indexes.values()].map(({ definition }) => ({
      name: definition.name,
      key: Object.fromEntries(definition.fields.map(({ name, direction }) => [name, direction])),
      ...(definition.unique ? { unique: true } : {}),
      ...(definition.sparse ? { sparse: true } : {}),
    }));
    return [{ name: '_id_', key: { _id: 1 } }, ...own];
  }

  private stored(): StoredCollection {
    const { store } = this.parts;
    return store.collections.get(this.collectionName) ?? store.createCollection(this.collectionName);
  }

  private updating(filter: Filter, update: Update): Edit {
    const compiled = compileUpdate(update);
    const now = this.parts.now();
    return {
      apply: (document, inserting) => applyUpdate(compiled, document, { document, inserting, now, filter }),
      update: compiled.repeatable ? update : undefined,
    };
  }

  private edit(
    filter: Filter,
    { apply, update }: Edit,
    many: boolean,
    options: UpdateOptions & { readonly sort?: Sort | undefined },
  ): Promise<Edited> {
    return this.attempt(() => {
      const stored = this.stored();
      const found = visible(this.parts, stored, filter, { ...options, first: many ? undefined : 1 });
      const session = sessionOf(options.session);
      if (found.length === 0) {
        if (!options.upsert) return { matched: 0, modified: 0, before: undefined, after: undefined, upserted: undefined };
        const upserted = withId(apply(seedOfFilter(filter), true), this.parts.now());
        this.save(stored, session, [{ found: undefined, after: upserted, update: undefined }]);
        return { matched: 0, modified: 0, before: undefined, after: undefined, upserted };
      }
      const edits = found.map((item) => ({ found: item, after: apply(item.document, false), update }));
      const changed = edits.filter((edit) => edit.after !== edit.found.document);
      this.save(stored, session, changed);
      const [first] = edits;
      return { matched: found.length, modified: changed.length, before: first?.found.document, after: first?.after, upserted: undefined };
    });
  }

  private save(
    stored: StoredCollection,
    session: Session | undefined,
    edits: readonly { readonly found: Found | undefined; readonly after: Document; readonly update: Update | undefined }[],
  ): void {
    const { transactions } = this.parts;
    if (edits.length === 0) return;
    if (session) {
      for (const { after } of edits) transactions.writeInside(session, stored, encodeKey(after['_id']), after);
    } else {
      transactions.commitOutside(edits.map(({ found, after, update }) => ({ collection: stored, before: found?.entry, after, update })));
    }
  }

  private remove(filter: Filter, first: number | undefined, options: OperationOptions): Promise<DeleteResult> {
    return this.attempt(() => {
      const stored = this.stored();
      const found = visible(this.parts, stored, filter, { ...options, first });
      const session = sessionOf(options.session);
      if (session) {
        for (const { document } of found) this.parts.transactions.writeInside(session, stored, encodeKey(document['_id']), undefined);
      } else if (found.length > 0) {
        this.parts.transactions.commitOutside(found.map(({ entry }) => ({ collection: stored, before: entry, after: undefined })));
      }
      return { deletedCount: found.length };
    });
  }

  /** Runs an operation as soon as no transaction holds what it writes. */
  private async attempt<T>(operation: () => T): Promise<T> {
    for (;;) {
      try {
        return operation();
      } catch (error) {
        if (!(error instanceof Blocked)) throw error;
        await error.until;
      }
    }
  }
}

function resultOf(edited: Edited): UpdateResult {
  return {
    matchedCount: edited.matched,
    modifiedCount: edited.modified,
    upsertedCount: edited.upserted ? 1 : 0,
    upsertedId: edited.upserted?.['_id'] ?? null,
  };
}
