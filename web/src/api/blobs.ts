/** Files kept on this device, in IndexedDB; where there is none (a private window), in memory for as long as the page is open. */

const name = 'cairn';
const store = 'files';
const memory = new Map<string, Blob>();

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((done, fail) => {
    if (typeof indexedDB === 'undefined') {
      fail(new Error('no IndexedDB'));
      return;
    }
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error ?? new Error('IndexedDB'));
  });
  return opened;
}

async function run<T>(mode: IDBTransactionMode, what: (files: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await open()).transaction(store, mode);
  const request = what(transaction.objectStore(store));
  return new Promise((done, fail) => {
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = () => fail(transaction.error ?? new Error('IndexedDB'));
    transaction.onerror = () => fail(transaction.error ?? new Error('IndexedDB'));
  });
}

/** Reports whether the file outlives this page. */
export async function keepBlob(id: string, blob: Blob): Promise<boolean> {
  memory.set(id, blob);
  try {
    await run('readwrite', (files) => files.put(blob, id));
    memory.delete(id);
    return true;
  } catch {
    return false;
  }
}

export async function readBlob(id: string): Promise<Blob | undefined> {
  const here = memory.get(id);
  if (here) return here;
  try {
    return await run<Blob | undefined>('readonly', (files) => files.get(id) as IDBRequest<Blob | undefined>);
  } catch {
    return undefined;
  }
}

export async function dropBlob(id: string): Promise<void> {
  memory.delete(id);
  try {
    await run('readwrite', (files) => files.delete(id));
  } catch {
    // nothing was kept
  }
}
