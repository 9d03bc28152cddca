import { Reader, Writer } from 'protobufjs/minimal';

/** The request's parameters by name: JSON values, or bytes for a file. */
export type Parameters = ReadonlyMap<string, unknown>;

/**
 * Reads CommApiData{1 apiType, 2 openapiData{1 pairs{1 key, 2 value, 3 contenttype, 4 filename}}} as wx-server-sdk writes it.
 * @throws RangeError on bytes that are no such message
 */
export function decodeRequest(bytes: Uint8Array): Parameters {
  const parameters = new Map<string, unknown>();
  eachField(bytes, (field, data) => {
    if (field === 2 && data !== undefined) {
      eachField(data, (pairField, pair) => {
        if (pairField === 1 && pair !== undefined) readPair(pair, parameters);
      });
    }
  });
  return parameters;
}

export interface OpenApiAnswer {
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** Writes CommOpenApiResp{1 respData, 2 contentType, 3 errorCode, 4 httpCode}. */
export function encodeAnswer(answer: OpenApiAnswer): Buffer {
  const writer = Writer.create();
  writer.uint32(10).bytes(answer.body);
  writer.uint32(18).string(answer.contentType);
  writer.uint32(24).int32(0);
  writer.uint32(32).uint32(200);
  return Buffer.from(writer.finish());
}

/** An answer of the platform instead of the API's: the SDK throws `errorCode`. */
export function encodeError(errorCode: number): Buffer {
  return Buffer.from(Writer.create().uint32(24).int32(errorCode).finish());
}

function readPair(bytes: Uint8Array, parameters: Map<string, unknown>): void {
  const parts = new Map<number, Uint8Array>();
  eachField(bytes, (field, data) => {
    if (data !== undefined) parts.set(field, data);
  });
  const key = Buffer.from(parts.get(1) ?? []).toString('utf8');
  const value = Buffer.from(parts.get(2) ?? []);
  parameters.set(key, parts.has(3) ? value : JSON.parse(value.toString('utf8')));
}

function eachField(bytes: Uint8Array, take: (field: number, data: Uint8Array | undefined) => void): void {
  const reader = Reader.create(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if ((tag & 7) === 2) {
      take(tag >>> 3, reader.bytes());
    } else {
      reader.skipType(tag & 7);
      take(tag >>> 3, undefined);
    }
  }
}
