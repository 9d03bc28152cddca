import { call, type Call } from './call';
import { userDataPath, type FileTree } from './file-tree';

type Data = string | ArrayBuffer;

const binaryToText = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

function encode(data: Data, encoding = 'utf8'): Uint8Array {
  if (typeof data !== 'string') {
    return new Uint8Array(data);
  }
  switch (encoding) {
    case 'base64':
      return Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
    case 'hex':
      return Uint8Array.from(data.match(/../g) ?? [], (pair) => parseInt(pair, 16));
    case 'ascii':
    case 'binary':
    case 'latin1':
      return Uint8Array.from(data, (char) => char.charCodeAt(0));
    default:
      return new TextEncoder().encode(data);
  }
}

function decode(bytes: Uint8Array<ArrayBuffer>, encoding?: string): Data {
  switch (encoding) {
    case undefined:
      return bytes.buffer;
    case 'base64':
      return btoa(binaryToText(bytes));
    case 'hex':
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    case 'ascii':
    case 'binary':
    case 'latin1':
      return binaryToText(bytes);
    default:
      return new TextDecoder().decode(bytes);
  }
}

/** `wx.getFileSystemManager()`: each act once, offered as the asynchronous call and as its synchronous twin. */
export function fileSystemManager(tree: FileTree) {
  const read = (path: string, encoding?: string, position = 0, length?: number) => {
    const bytes = tree.read(path);
    return decode(bytes.slice(position, length === undefined ? undefined : position + length), encoding);
  };
  const append = (path: string, data: Data, encoding?: string) => {
    const tail = encode(data, encoding);
    const head = tree.read(path);
    const joined = new Uint8Array(head.length + tail.length);
    joined.set(head);
    joined.set(tail, head.length);
    tree.write(path, joined);
  };
  const stat = (path: string) => {
    const node = tree.node(path, 'stat');
    const seconds = Math.floor(node.modified / 1000);
    return {
      mode: node.bytes ? 33206 : 16822,
      size: node.bytes?.length ?? 0,
      lastAccessedTime: seconds,
      lastModifiedTime: seconds,
      isFile: () => node.bytes !== undefined,
      isDirectory: () => node.bytes === undefined,
    };
  };
  const save = (from: string, to?: string) => {
    const path = to ?? `${userDataPath}/${from.slice(from.lastIndexOf('/') + 1)}`;
    tree.write(path, tree.read(from));
    return path;
  };
  const acts = {
    readFile: read,
    writeFile: (path: string, data: Data, encoding?: string) => tree.write(path, encode(data, encoding)),
    appendFile: append,
    access: (path: string) => void tree.node(path, 'access'),
    unlink: (path: string) => tree.removeFile(path),
    mkdir: (path: string, recursive = false) => tree.makeFolder(path, recursive),
    rmdir: (path: string, recursive = false) => tree.removeFolder(path, recursive),
    readdir: (path: string) => tree.list(path),
    stat,
    copyFile: (from: string, to: string) => tree.write(to, tree.read(from)),
    rename: (from: string, to: string) => tree.rename(from, to),
    saveFile: save,
  };
  const twins = Object.fromEntries(
    Object.entries(acts).map(([name, act]) => [
      `${name}Sync`,
      (...args: never[]) => {
        try {
          return (act as (...given: never[]) => unknown)(...args);
        } catch (error) {
          throw Object.assign(new Error(`${name}Sync:fail ${error instanceof Error ? error.message : String(error)}`));
        }
      },
    ]),
  ) as { [Name in keyof typeof acts as `${Name}Sync`]: (typeof acts)[Name] };

  interface Named {
    filePath: string;
    dirPath: string;
    path: string;
    srcPath: string;
    destPath: string;
    oldPath: string;
    newPath: string;
    tempFilePath: string;
    data: Data;
    encoding?: string;
    recursive?: boolean;
    position?: number;
    length?: number;
  }
  const named = (name: keyof typeof acts, run: (options: Named) => unknown): Call => call<Named>(name, run);
  return {
    ...twins,
    readFile: named('readFile', (o) => ({ data: acts.readFile(o.filePath, o.encoding, o.position, o.length) })),
    writeFile: named('writeFile', (o) => acts.writeFile(o.filePath, o.data, o.encoding)),
    appendFile: named('appendFile', (o) => acts.appendFile(o.filePath, o.data, o.encoding)),
    access: named('access', (o) => acts.access(o.path)),
    unlink: named('unlink', (o) => acts.unlink(o.filePath)),
    mkdir: named('mkdir', (o) => acts.mkdir(o.dirPath, o.recursive)),
    rmdir: named('rmdir', (o) => acts.rmdir(o.dirPath, o.recursive)),
    readdir: named('readdir', (o) => ({ files: acts.readdir(o.dirPath) })),
    stat: named('stat', (o) => ({ stats: acts.stat(o.path) })),
    copyFile: named('copyFile', (o) => acts.copyFile(o.srcPath, o.destPath)),
    rename: named('rename', (o) => acts.rename(o.oldPath, o.newPath)),
    saveFile: named('saveFile', (o) => ({ savedFilePath: acts.saveFile(o.tempFilePath, 'filePath' in o ? o.filePath : undefined) })),
    getFileInfo: call<Named>('getFileInfo', (o) => ({ size: acts.stat(o.filePath).size })),
  };
}
