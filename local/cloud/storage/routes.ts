import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { HttpError, openidOf, readBody, readJson, sendJson } from '../server/exchange';
import type { Route } from '../server/server';
import type { StorageActions } from './actions';
import type { Files } from './files';
import { fileIdOf, isCloudPath } from './paths';
import type { Signer } from './signature';

const fileLimit = 100 * 1024 * 1024;

/** Up- and download addresses (`/cos/…`), and what a phone without an SDK needs (`/dev/upload`, `/dev/temp-urls`). */
export function storageRoutes(files: Files, signer: Signer, actions: StorageActions): Route[] {
  return [
    {
      method: 'GET',
      path: /^\/cos\/(.+)$/,
      async handle({ request, response, url }, path = '') {
        if (!isCloudPath(path) || !signer.accepts('get', path, url.searchParams, Date.now())) throw new HttpError(403, 'AccessDenied');
        const file = await files.read(path);
        if (file === undefined) throw new HttpError(404, 'NoSuchKey');
        response.writeHead(200, {
          'content-type': file.contentType,
          'content-length': file.content.length,
          'x-content-type-options': 'nosniff',
          'x-cos-request-id': randomUUID(),
        });
        response.end(request.method === 'HEAD' ? undefined : file.content);
      },
    },
    {
      method: 'PUT',
      path: /^\/cos\/(.+)$/,
      async handle({ request, response, url }, path = '') {
        if (!isCloudPath(path) || !signer.accepts('put', path, url.searchParams, Date.now())) {
          sendXmlError(response, 403, 'SignatureDoesNotMatch', 'The signature of this address does not match or has expired');
          return;
        }
        await files.write(path, await readBody(request, fileLimit), request.headers['content-type']);
        response.writeHead(200, { 'content-length': 0, etag: `"${randomUUID()}"` });
        response.end();
      },
    },
    {
      method: 'POST',
      path: /^\/dev\/upload$/,
      async handle({ request, response, url }) {
        const path = url.searchParams.get('path');
        if (openidOf(request) === undefined) throw new HttpError(401, 'x-wx-openid is missing');
        if (!isCloudPath(path)) throw new HttpError(400, 'cloudPath is not allowed');
        await files.write(path, await readBody(request, fileLimit), request.headers['content-type']);
        sendJson(response, 200, { fileID: fileIdOf(path) });
      },
    },
    {
      method: 'POST',
      path: /^\/dev\/temp-urls$/,
      async handle({ request, response }) {
        const { fileList } = await readJson(request);
        if (!Array.isArray(fileList) || fileList.length > 50) throw new HttpError(400, 'fileList must be a list of at most 50 file ids');
        const found = await Promise.all(fileList.map((fileID: unknown) => actions.downloadUrl(String(fileID))));
        const answers = found.map(({ fileID, tempFileURL, code }) =>
          code === 'SUCCESS' ? { fileID, tempFileURL, status: 0, errMsg: 'ok' } : { fileID, tempFileURL, status: -503003, errMsg: 'storage file not exists' },
        );
        sendJson(response, 200, { fileList: answers });
      },
    },
  ];
}

/** The shape that the SDKs read an upload's failure from. */
function sendXmlError(response: ServerResponse, status: number, code: string, message: string): void {
  const id = randomUUID();
  const xml = `<?xml version='1.0' encoding='utf-8' ?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>${id}</RequestId><TraceId>${id}</TraceId></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(xml) });
  response.end(xml);
}
