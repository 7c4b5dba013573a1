/** A database in memory, with what the page asks of IndexedDB; tests can write what a hostile page could have written. */
import type { Within } from '../../app/work/database.ts'

/** The stores of a database by name, each by key. */
export type Stores = Map<string, Map<IDBValidKey, unknown>>

export function memoryDatabase(key: string, stores: Stores): Within {
  const storeOf = (name: string) => {
    const found = stores.get(name) ?? new Map<IDBValidKey, unknown>()
    stores.set(name, found)
    return found
  }
  const store = (name: string) => ({
    get: (at: IDBValidKey) => structuredClone(storeOf(name).get(at)),
    getAll: () => structuredClone([...storeOf(name).values()]),
    delete: (at: IDBValidKey) => void storeOf(name).delete(at),
    put: (value: Record<string, unknown>, at?: IDBValidKey) =>
      void storeOf(name).set(at ?? (value[key] as IDBValidKey), structuredClone(value)),
  })
  // What a request gives stands for the request.
  return async (_, ask) => ask(store as never) as never
}
