/** What is wrong with shapes in a text of equations, at the place where it shows. */
import { op, type Shape } from './ops.ts'
import type { Syntax } from './syntax.ts'
import { SyntaxMistake, type Token } from './tokens.ts'
import { describe, type Type } from './unify.ts'

/** The shape of an operation's result; throws a mistake at its place where it does not take these shapes. */
export function checked(e: Syntax & { readonly kind: 'call' }, shapes: readonly Shape[]): Shape {
  try {
    return op(e.op).shape(...shapes)
  } catch (error) {
    throw new SyntaxMistake(e.at, { id: 'operation', text: (error as Error).message })
  }
}

/** Throws the mistake that two types do not fit, and what may have been meant. */
export function misfit(
  at: Token,
  one: Type,
  other: Type,
  hint: 'none' | 'vectors' | 'diag' | 'transposed',
): never {
  throw new SyntaxMistake(at, { id: 'fits', one: describe(one), other: describe(other), hint })
}
