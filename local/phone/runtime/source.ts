import { currentHost } from './current';
import type { Node } from './host';

/**
 * A source as WXML writes it → a URL that the browser loads. A relative path starts at the folder of the template it stands in;
 * `wx` knows the rest (files of the package, temp files, `cloud://`).
 */
export async function resolveSource(source: string, node?: Node): Promise<string> {
  if (source === '') return '';
  const isPath = !/^[a-z]+:/i.test(source);
  const template = `/${node?.ownerShadowRoot?.getHostNode().is ?? ''}`;
  const path = isPath ? new URL(source, `http://package${template}`).pathname : source;
  return (await currentHost().hooks.source?.(isPath ? decodeURI(path) : path)) ?? path;
}
