/**
 * The instructions of a program as parts that WebAssembly can run: products of a matrix that all rows share, and loops that take several
 * operations on each element at once, so that what lies between them never goes through memory. The rest stays with the table of operations.
 */
import type { Instruction, Program } from '../algebra/evaluate.ts'
import type { Slice } from '../tensor/kernels.ts'
import { vectorCode } from '../tensor/vector-functions.ts'

export interface ProductPart {
  readonly kind: 'product'
  /** the matrix as it stands, or transposed */
  readonly transposed: boolean
  readonly matrix: Slice
  readonly vector: Slice
  readonly out: Slice
  /** is it added to what stands there? */
  readonly adds: boolean
}

export interface LoopPart {
  readonly kind: 'loop'
  /** how many numbers a row has */
  readonly size: number
  readonly instructions: readonly Instruction[]
  /** which of what it writes is read after it */
  readonly stored: ReadonlySet<Slice>
}

export interface HostPart {
  readonly kind: 'host'
  readonly instruction: Instruction
}

export type Part = ProductPart | LoopPart | HostPart

/** What is known of the slices of a program. */
export interface Slices {
  readonly varies: (of: Slice) => boolean
  /** a number of the equations themselves */
  readonly isLiteral: (of: Slice) => boolean
  /** is it read outside of the program? */
  readonly isRead: (of: Slice) => boolean
  /** a matrix that is given, and the same for all rows */
  readonly isMatrix: (of: Slice) => boolean
}

export function partsOf({ instructions }: Program, slices: Slices): Part[] {
  const single = instructions.map((instruction) => singlePart(instruction, slices))
  return stored(joined(added(single, slices)), slices)
}

function singlePart(instruction: Instruction, slices: Slices): Part {
  const { op, out, a, b } = instruction
  if ((op === 'matvec' || op === 'matvecT') && slices.isMatrix(a) && slices.varies(b))
    return { kind: 'product', transposed: op === 'matvec', matrix: a, vector: b, out, adds: false }
  const fits = (of: Slice) => of.size === out.size || of.size === 1
  const isLoop = Object.hasOwn(vectorCode, op) && slices.varies(out) && operandsOf(instruction).every(fits)
  if (isLoop) return { kind: 'loop', size: out.size, instructions: [instruction], stored: new Set() }
  return { kind: 'host', instruction }
}

/** The operands that an operation reads; the second of a filling tells its size alone. */
export function operandsOf({ op, a, b }: Instruction): readonly Slice[] {
  return op === 'fill' || op === 'spread' || op === 'copy' || a === b ? [a] : [a, b]
}

const readsOf = (part: Part): readonly Slice[] => {
  if (part.kind === 'product') return part.adds ? [part.vector, part.out] : [part.vector]
  if (part.kind === 'loop') return part.instructions.flatMap(operandsOf)
  return [part.instruction.a, part.instruction.b]
}

/** A product that is only added to something is added there at once. */
function added(parts: readonly Part[], slices: Slices): Part[] {
  const found: Part[] = []
  for (const part of parts) {
    const before = found.at(-1)
    const only = part.kind === 'loop' ? part.instructions[0]! : undefined
    const isSum =
      only?.op === 'add' &&
      before?.kind === 'product' &&
      !before.adds &&
      only.out === only.a &&
      only.b === before.out &&
      only.a !== before.out &&
      !slices.isRead(before.out) &&
      parts.filter((other) => readsOf(other).includes(before.out)).length === 1
    if (isSum) found[found.length - 1] = { ...before, out: only.out, adds: true }
    else found.push(part)
  }
  return found
}

/** Loops of one size that follow each other are one. */
function joined(parts: readonly Part[]): Part[] {
  const found: Part[] = []
  for (const part of parts) {
    const before = found.at(-1)
    if (part.kind === 'loop' && before?.kind === 'loop' && before.size === part.size)
      found[found.length - 1] = { ...before, instructions: [...before.instructions, ...part.instructions] }
    else found.push(part)
  }
  return found
}

function stored(parts: readonly Part[], { isRead }: Slices): Part[] {
  return parts.map((part, i) => {
    if (part.kind !== 'loop') return part
    const later = new Set(parts.slice(i + 1).flatMap(readsOf))
    const outs = part.instructions.map(({ out }) => out)
    return { ...part, stored: new Set(outs.filter((out) => isRead(out) || later.has(out))) }
  })
}
