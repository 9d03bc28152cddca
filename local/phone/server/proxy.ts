import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';

/** Hands a request on to the cloud as it came, streams included; the page and the cloud are one origin thereby. */
export function forward(request: IncomingMessage, response: ServerResponse, cloudUrl: string): void {
  const target = new URL(request.url ?? '/', cloudUrl);
  const headers = { ...request.headers, host: target.host };
  delete headers.origin;
  delete headers.referer;
  const forwarded = httpRequest(target, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  forwarded.on('error', (error) => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { 'content-type': 'application/json' }).end(JSON.stringify({ errCode: -1, errMsg: `local cloud: ${error.message}` }));
  });
  response.on('close', () => forwarded.destroy());
  request.pipe(forwarded);
}
