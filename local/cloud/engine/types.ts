/**
 * The part of the MongoDB driver's interface that the local cloud uses.
 * Names and meanings are the driver's, so that a MongoDB replica set can stand behind the same server.
 */

/** A value that a document can hold. Integers, longs and doubles are all `number`. */
export type Value = null | undefined | boolean | number | string | Date | RegExp | Uint8Array | readonly Value[] | Document;

/** Documents that come out of the engine are shared with its cache: treat them as read only. */
export interface Document {
  readonly [field: string]: Value;
}

export type Filter = Document;
/** `{$set: …}`: update operators only; a whole document goes to `replaceOne`. */
export type Update = Document;
export type Direction = 1 | -1;
export type Sort = Readonly<Record<string, Direction>>;
export type Keys = Readonly<Record<string, Direction>>;

/** Work done for one request; the engine adds to it. */
export interface Stats {
  /** Documents that the engine fetched, whether they matched or not. */
  docsRead: number;
}

export interface OperationOptions {
  readonly session?: ClientSession | undefined;
  readonly stats?: Stats | undefined;
}

export interface FindOptions extends OperationOptions {
  readonly projection?: Document | undefined;
  readonly sort?: Sort | undefined;
  readonly skip?: number | undefined;
  readonly limit?: number | undefined;
}

export interface UpdateOptions extends OperationOptions {
  readonly upsert?: boolean | undefined;
}

export interface FindOneAndUpdateOptions extends UpdateOptions {
  readonly returnDocument?: 'before' | 'after' | undefined;
  readonly projection?: Document | undefined;
  readonly sort?: Sort | undefined;
}

export interface InsertManyResult {
  readonly insertedCount: number;
  readonly insertedIds: readonly Value[];
}

export interface UpdateResult {
  readonly matchedCount: number;
  readonly modifiedCount: number;
  readonly upsertedCount: number;
  readonly upsertedId: Value;
}

export interface DeleteResult {
  readonly deletedCount: number;
}

export interface Cursor {
  toArray(): Promise<readonly Document[]>;
}

export interface IndexOptions {
  readonly name?: string | undefined;
  readonly unique?: boolean | undefined;
  readonly sparse?: boolean | undefined;
}

export interface IndexDescription {
  readonly name: string;
  readonly key: Keys;
  readonly unique?: boolean;
  readonly sparse?: boolean;
}

export interface Collection {
  readonly collectionName: string;
  find(filter: Filter, options?: FindOptions): Cursor;
  findOne(filter: Filter, options?: FindOptions): Promise<Document | null>;
  /** @throws MongoServerError 11000 duplicate key, 112 write conflict. Ordered: documents before the failing one stay. */
  insertMany(documents: readonly Document[], options?: OperationOptions): Promise<InsertManyResult>;
  updateOne(filter: Filter, update: Update, options?: UpdateOptions): Promise<UpdateResult>;
  updateMany(filter: Filter, update: Update, options?: UpdateOptions): Promise<UpdateResult>;
  replaceOne(filter: Filter, replacement: Document, options?: UpdateOptions): Promise<UpdateResult>;
  findOneAndUpdate(filter: Filter, update: Update, options?: FindOneAndUpdateOptions): Promise<Document | null>;
  deleteOne(filter: Filter, options?: OperationOptions): Promise<DeleteResult>;
  deleteMany(filter: Filter, options?: OperationOptions): Promise<DeleteResult>;
  countDocuments(filter: Filter, options?: OperationOptions): Promise<number>;
  aggregate(pipeline: readonly Document[], options?: OperationOptions): Cursor;
  /** @returns the index's name. @throws MongoServerError 11000 when `unique` does not hold, 85/86 when another index has the name or keys. */
  createIndex(keys: Keys, options?: IndexOptions): Promise<string>;
  /** @throws MongoServerError 27 when there is no such index. */
  dropIndex(name: string): Promise<void>;
  indexes(): Promise<readonly IndexDescription[]>;
}

export interface CollectionInfo {
  readonly name: string;
}

export interface Db {
  collection(name: string): Collection;
  /** @throws MongoServerError 48 when it exists. */
  createCollection(name: string): Promise<Collection>;
  listCollections(filter?: { readonly name?: string }): { toArray(): Promise<readonly CollectionInfo[]> };
}

export interface ClientSession {
  readonly id: string;
  startTransaction(): void;
  /** @throws MongoServerError 112 write conflict, 251 when the transaction is unknown, ended or older than 30 s. */
  commitTransaction(): Promise<void>;
  abortTransaction(): Promise<void>;
  endSession(): Promise<void>;
}

export interface MongoClientLike {
  db(name?: string): Db;
  startSession(): ClientSession;
  close(): Promise<void>;
}

export type Engine = MongoClientLike;

export interface IndexSpec {
  readonly name: string;
  readonly keys: Keys;
  readonly unique?: boolean | undefined;
  readonly sparse?: boolean | undefined;
}
