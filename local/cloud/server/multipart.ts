/**
 * Reads a multipart/form-data body into its fields, bytes untouched.
 * @throws TypeError when the content type carries no boundary
 */
export function parseMultipart(contentType: string, body: Buffer): Map<string, Buffer> {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) throw new TypeError('multipart body without boundary');
  const fields = new Map<string, Buffer>();
  const delimiter = Buffer.from(`--${boundary}`);
  let position = body.indexOf(delimiter);
  while (position >= 0) {
    const next = body.indexOf(delimiter, position + delimiter.length);
    if (next < 0) break;
    const part = body.subarray(position + delimiter.length + 2, next - 2);
    const headEnd = part.indexOf('\r\n\r\n');
    const name = /name="([^"]*)"/i.exec(part.toString('utf8', 0, Math.max(0, headEnd)))?.[1];
    if (headEnd >= 0 && name !== undefined) fields.set(name, part.subarray(headEnd + 4));
    position = next;
  }
  return fields;
}
