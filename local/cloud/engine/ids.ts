import { randomBytes } from 'node:crypto';
import { MongoServerError } from './errors';
import type { Document, Value } from './types';

const process = randomBytes(5).toString('hex');
let counter = randomBytes(3).readUIntBE(0, 3);

/** A new id with the look and the order of an ObjectId: seconds, process, counter, as 24 hexadecimal digits. */
function newId(now: number): string {
  counter = (counter + 1) & 0xffffff;
  const seconds = Math.floor(now / 1000) & 0xffffffff;
  return (seconds >>> 0).toString(16).padStart(8, '0') + process + counter.toString(16).padStart(6, '0');
}

/** The document with an `_id`, made when it has none. @throws MongoServerError 53 for an `_id` of a type that cannot be one. */
export function withId(document: Document, now: number): Document {
  const id: Value = document['_id'];
  if (id === undefined || id === null) {
    const { _id, ...rest } = document;
    return { _id: _id ?? newId(now), ...rest };
  }
  if (Array.isArray(id) || id instanceof RegExp) throw new MongoServerError(53, `The '_id' value cannot be of type ${Array.isArray(id) ? 'array' : 'regex'}`);
  return document;
}
