import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const types: Record<string, string> = {
  '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.html': 'text/html', '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg',
  '.gif': 'image/gif', '.webp': 'image/webp', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.mp3': 'audio/mpeg', '.mp4': 'video/mp4', '.wasm': 'application/wasm',
};

/** Sends a file that lies under `root`; anything else is 404. `maxAge` in seconds. */
export async function sendFile(response: ServerResponse, root: string, path: string, maxAge = 0): Promise<void> {
  const file = normalize(join(root, decodeURIComponent(path)));
  const found = file.startsWith(root + sep) ? await stat(file).catch(() => undefined) : undefined;
  if (found?.isFile() !== true) {
    response.writeHead(404).end('not found');
    return;
  }
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-length': found.size,
    'cache-control': maxAge > 0 ? `max-age=${maxAge}` : 'no-cache',
  });
  createReadStream(file).pipe(response);
}
