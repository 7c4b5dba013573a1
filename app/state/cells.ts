/** Cells of one's own, kept by their names in this browser. Storage may be forbidden, full, or hold what somebody else wrote. */
import { useMemo, useSyncExternalStore } from 'react'
import { checkCell, familyIds, library, type OwnCell, ownCellOf } from '../../src/index.ts'

const place = 'unrolled/cells'

export interface KeptCells {
  readonly cells: readonly OwnCell[]
  /** how many entries could not be read; they stay where they are */
  readonly damaged: number
}

/** What is kept. */
export function keptCells(): KeptCells {
  const all = entries()
  if (all === undefined) return { cells: [], damaged: 1 }
  const read = all.map(checkCell)
  const cells = read.flatMap((result) => (result.ok ? [result.value] : []))
  return { cells, damaged: read.length - cells.length }
}

const listeners = new Set<() => void>()

/** What the browser has, as text. */
function stored(): string | null {
  try {
    return localStorage.getItem(place)
  } catch {
    return null
  }
}

/** What is kept, also where it changes while this is shown. */
export function useKeptCells(): KeptCells {
  const change = useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, stored)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is kept is read again at each change
  return useMemo(keptCells, [change])
}

/** Keeps a cell in place of the one of the same name; false where the browser does not. */
export const keepCell = (cell: OwnCell): boolean => write([...without(cell.name), cell])

/** Takes a cell out; what it gives puts the cell back where it was. Undefined where the browser keeps nothing. */
export function deleteCell(name: string): (() => boolean) | undefined {
  const place = (entries() ?? []).findIndex((each) => isNamed(each, name))
  const taken = entries()?.[place]
  if (taken === undefined || !write(without(name))) return undefined
  return () => {
    const rest = without(name)
    return write([...rest.slice(0, place), taken, ...rest.slice(place)])
  }
}

const without = (name: string): readonly unknown[] => (entries() ?? []).filter((each) => !isNamed(each, name))

const isNamed = (value: unknown, name: string): boolean =>
  value !== null && typeof value === 'object' && 'name' in value && value.name === name

/** The entries as they stand there; undefined where they are no list. */
function entries(): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
    return Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

function write(list: readonly unknown[]): boolean {
  try {
    // What could not be read is put aside and not written over.
    if (entries() === undefined) localStorage.setItem(`${place}/damaged`, localStorage.getItem(place) ?? '')
    localStorage.setItem(place, JSON.stringify(list))
    for (const each of listeners) each()
    return true
  } catch {
    return false
  }
}

/** The cells of the library that a document holds as equations, as it holds them. */
export const textCells: ReadonlyMap<string, OwnCell> = new Map(
  library
    .filter(({ id }) => !(familyIds as readonly string[]).includes(id))
    .map((entry) => [entry.id, ownCellOf(entry)]),
)
