/** A database of this browser (IndexedDB): facts about what is kept, and the things themselves. It may be forbidden or full. */

type Ask<T> = (stores: (name: string) => IDBObjectStore) => IDBRequest<T>

/** Runs one transaction; gives the result of what was asked once it has been written. */
export type Within = <T>(mode: IDBTransactionMode, ask: Ask<T>) => Promise<T>

/**
 * A database with two stores: `facts`, by the field `key` of each, and `things`, by the same key. It is opened when it is first needed;
 * what fails rejects, and the next call tries again.
 */
export function databaseOf(name: string, key: string, things: string): Within {
  let database: Promise<IDBDatabase> | undefined
  const opened = () => {
    database ??= open(name, key, things).catch((error: unknown) => {
      database = undefined
      throw error
    })
    return database
  }
  return async (mode, ask) => {
    const transaction = (await opened()).transaction(['facts', things], mode)
    const request = ask((store) => transaction.objectStore(store))
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error)
      transaction.onerror = () => reject(transaction.error)
    })
  }
}

const open = (name: string, key: string, things: string): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('facts', { keyPath: key })
      request.result.createObjectStore(things)
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('blocked'))
  })
