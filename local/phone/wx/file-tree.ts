import { Refused } from './call';

export const userDataPath = 'wxfile://usr';
const temporaryPath = 'wxfile://tmp';
const limitBytes = 200 * 1024 * 1024;

export interface FileNode {
  /** Absent for a folder. */
  bytes?: Uint8Array;
  /** Milliseconds since 1970. */
  modified: number;
}

/** Where nodes outlive the page. Temporary files never get there. */
export interface FileShelf {
  load(): Promise<[string, FileNode][]>;
  put(path: string, node: FileNode): void;
  remove(path: string): void;
}

const missing = (act: string, path: string) => new Refused(`no such file or directory, ${act} ${path}`, { errno: 1300002 });
const denied = (act: string, path: string) => new Refused(`permission denied, ${act} ${path}`, { errno: 1300013 });
const exists = (act: string, path: string) => new Refused(`file already exists, ${act} ${path}`, { errno: 1300017 });
const normalise = (path: string) => path.replace(/^http:\/\/(usr|tmp)/, 'wxfile://$1').replace(/\/+$/, '');
const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

/** The files of one person on one phone: wxfile://usr is kept, wxfile://tmp lives as long as the page. */
export class FileTree {
  private readonly nodes = new Map<string, FileNode>([
    [userDataPath, { modified: 0 }],
    [temporaryPath, { modified: 0 }],
  ]);
  private temporaryCount = 0;

  constructor(private readonly shelf: FileShelf) {}

  async load(): Promise<void> {
    for (const [path, node] of await this.shelf.load()) {
      this.nodes.set(path, node);
    }
  }

  node(given: string, act: string): FileNode {
    const found = this.nodes.get(normalise(given));
    if (!found) {
      throw missing(act, given);
    }
    return found;
  }

  read(path: string): Uint8Array<ArrayBuffer> {
    const { bytes } = this.node(path, 'open');
    if (!bytes) {
      throw new Refused(`illegal operation on a directory, open ${path}`, { errno: 1301005 });
    }
    return new Uint8Array(bytes);
  }

  write(given: string, bytes: Uint8Array): void {
    const path = this.place(given, 'open');
    if (this.nodes.get(path) && !this.nodes.get(path)?.bytes) {
      throw new Refused(`illegal operation on a directory, open ${given}`, { errno: 1301005 });
    }
    const used = [...this.nodes].reduce((sum, [name, node]) => (name === path ? sum : sum + (node.bytes?.length ?? 0)), 0);
    if (used + bytes.length > limitBytes) {
      throw new Refused('the maximum size of the file storage limit is exceeded', { errno: 1300202 });
    }
    this.keep(path, { bytes: new Uint8Array(bytes), modified: Date.now() });
  }

  /** Keeps bytes under a fresh temporary path that ends in `.extension`. */
  writeTemporary(bytes: Uint8Array, extension: string): string {
    this.temporaryCount += 1;
    const path = `${temporaryPath}/${Date.now().toString(36)}${this.temporaryCount}.${extension}`;
    this.keep(path, { bytes, modified: Date.now() });
    return path;
  }

  makeFolder(given: string, recursive: boolean): void {
    const path = normalise(given);
    if (this.nodes.has(path)) {
      if (recursive) {
        return;
      }
      throw exists('mkdir', given);
    }
    if (recursive && path.startsWith(userDataPath) && !this.nodes.has(parentOf(path))) {
      this.makeFolder(parentOf(path), true);
    }
    this.keep(this.place(given, 'mkdir'), { modified: Date.now() });
  }

  removeFolder(given: string, recursive: boolean): void {
    const path = normalise(given);
    if (this.node(given, 'rmdir').bytes || path === userDataPath) {
      throw denied('rmdir', given);
    }
    const inside = this.below(path);
    if (inside.length > 0 && !recursive) {
      throw new Refused(`directory not empty, rmdir ${given}`, { errno: 1300066 });
    }
    [...inside, path].forEach((name) => this.drop(name));
  }

  removeFile(given: string): void {
    if (!this.node(given, 'unlink').bytes) {
      throw new Refused(`operation not permitted, unlink ${given}`, { errno: 1300001 });
    }
    this.drop(normalise(given));
  }

  rename(from: string, to: string): void {
    const source = normalise(from);
    const target = this.place(to, 'rename');
    for (const path of this.node(from, 'rename').bytes ? [source] : [source, ...this.below(source)]) {
      this.keep(target + path.slice(source.length), this.node(path, 'rename'));
      this.drop(path);
    }
  }

  /** Names directly inside a folder. */
  list(given: string): string[] {
    if (this.node(given, 'scandir').bytes) {
      throw new Refused(`not a directory, scandir ${given}`, { errno: 1300020 });
    }
    const prefix = `${normalise(given)}/`;
    return [...this.nodes.keys()].filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).includes('/')).map((path) => path.slice(prefix.length));
  }

  private below(path: string): string[] {
    return [...this.nodes.keys()].filter((name) => name.startsWith(`${path}/`));
  }

  /** The path to write to: inside USER_DATA_PATH and below an existing folder. */
  private place(given: string, act: string): string {
    const path = normalise(given);
    if (!path.startsWith(`${userDataPath}/`)) {
      throw denied(act, given);
    }
    this.node(parentOf(path), act);
    return path;
  }

  private keep(path: string, node: FileNode): void {
    this.nodes.set(path, node);
    if (path.startsWith(userDataPath)) {
      this.shelf.put(path, node);
    }
  }

  private drop(path: string): void {
    this.nodes.delete(path);
    this.shelf.remove(path);
  }
}
