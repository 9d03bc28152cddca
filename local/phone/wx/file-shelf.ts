import type { FileNode, FileShelf } from './file-tree';

const storeName = 'files';

/** Keeps files in an IndexedDB database of its own for each scope (phone and person). */
export async function openShelf(scope: string): Promise<FileShelf> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(`wx.files/${scope}`, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const store = (mode: IDBTransactionMode) => database.transaction(storeName, mode).objectStore(storeName);
  /** Committed at once: a document that is left right after the call still keeps the file. */
  const write = (act: (files: IDBObjectStore) => void) => {
    const files = store('readwrite');
    act(files);
    files.transaction.commit();
  };
  return {
    load: () =>
      new Promise((resolve, reject) => {
        const found: [string, FileNode][] = [];
        const cursor = store('readonly').openCursor();
        cursor.onerror = () => reject(cursor.error);
        cursor.onsuccess = () => {
          if (!cursor.result) {
            resolve(found);
            return;
          }
          found.push([String(cursor.result.key), cursor.result.value]);
          cursor.result.continue();
        };
      }),
    put: (path, node) => write((files) => files.put(node, path)),
    remove: (path) => write((files) => files.delete(path)),
  };
}
