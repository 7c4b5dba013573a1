/**
 * Which shape everything in a text of equations has, decided over all lines together, and the equations with that.
 * A shape is unknown until something decides it; what cannot be decided otherwise follows the rules of a reader:
 * a weight beside something has its shape, left of a vector it is a matrix, and what stays open is a vector of length H.
 */

import { Decisions } from './decisions.ts'
import { op, type Shape } from './ops.ts'
import type { Guesses } from './shape-guesses.ts'
import { checked, misfit } from './shape-mistakes.ts'
import type { EquationLine, Syntax } from './syntax.ts'
import { SyntaxMistake, type Token } from './tokens.ts'
import {
  describe,
  fresh,
  is,
  isOne,
  limit,
  mostOf,
  ofShape,
  rankOf,
  shapeFrom,
  type Type,
  takes,
  unify,
  vectorOf,
} from './unify.ts'

/** What is known of a name before any line is read; undefined: the lines decide. */
export interface Given {
  readonly shape: Shape
  /** has it a value at each timestep? */
  readonly timed: boolean
}

/** A right-hand side with the symbol that it writes. */
export type Written = Pick<EquationLine, 'symbol' | 'at' | 'expr'>

/** The types of names, and of every piece of the right-hand sides. */
export class Inference extends Decisions {
  private readonly names = new Map<string, Type>()
  private readonly pieces = new Map<Syntax, Type>()
  private readonly given: (name: string) => Given | undefined
  private readonly isWritten: (name: string) => boolean

  constructor(given: (name: string) => Given | undefined, isWritten: (name: string) => boolean) {
    super()
    this.given = given
    this.isWritten = isWritten
  }

  /** The shape of a name, once all is decided. */
  shapeOf(name: string): Shape {
    return shapeFrom(this.typeOf(name))
  }

  /** Names a shape: a declaration, or what is known of h. */
  declare(name: string, shape: Shape, at: Token): void {
    this.same(name, this.typeOf(name), ofShape(shape), at)
  }

  /** Reads the right-hand sides, and decides every shape. Throws a SyntaxMistake where shapes do not fit. */
  read(lines: readonly Written[]): void {
    for (const { symbol: name, expr, at } of lines) this.same(name, this.typeOf(name), this.visit(expr), at)
    this.settle()
  }

  /** The shape of a right-hand side that writes nothing. */
  readAlone(expr: Syntax): Shape {
    const type = this.visit(expr)
    this.settle()
    return shapeFrom(type)
  }

  private typeOf(name: string): Type {
    const found = this.names.get(name)
    if (found) return found
    const given = this.given(name)
    const made = given ? ofShape(given.shape) : fresh()
    this.names.set(name, made)
    return made
  }

  private same(name: string, type: Type, found: Type, at: Token): void {
    this.asOne(type, found, at, () => ({ id: 'shape', name, shape: describe(type), found: describe(found) }))
  }

  private visit(e: Syntax): Type {
    const found = this.pieces.get(e)
    if (found) return found
    const made = this.made(e)
    this.pieces.set(e, made)
    return made
  }

  private made(e: Syntax): Type {
    switch (e.kind) {
      case 'number':
        return ofShape([])
      case 'name':
        return this.typeOf(e.name)
      case 'minus':
      case 'square':
        return this.visit(e.of)
      case 'infix':
        return this.beside(e.left, e.right, e.at)
      case 'product':
        return this.product(e)
      case 'call':
        return this.called(e)
      case 'index': {
        this.two(ofShape([]), this.visit(e.index), e.index.at)
        this.vector(this.visit(e.of), e.at)
        return ofShape([])
      }
      case 'transposed':
        throw new SyntaxMistake(e.at, { id: 'transposedProduct' })
    }
  }

  /** Operands of + - ⊙ / and max: of one shape, or a number beside anything. */
  private beside(left: Syntax, right: Syntax, at: Token): Type {
    const [a, b, out] = [this.visit(left), this.visit(right), fresh()]
    const decide = (): boolean => {
      // Beside a number the result is as the other side, of which nothing may be known yet.
      if (is(a, 0)) return this.result(out, b, at) && rankOf(b) !== undefined
      if (is(b, 0)) return this.result(out, a, at) && rankOf(a) !== undefined
      if (is(out, 0)) {
        this.two(a, b, at)
        return this.become(out, a, at)
      }
      const [ra, rb] = [rankOf(a), rankOf(b)]
      if (ra !== undefined && rb !== undefined) {
        this.two(a, b, at)
        return this.become(out, a, at)
      }
      // The result has the shape of the larger operand.
      this.limit(out, Math.max(mostOf(a), mostOf(b)))
      for (const side of [a, b]) this.limit(side, mostOf(out))
      if (ra !== undefined) this.become(out, a, at)
      if (rb !== undefined) this.become(out, b, at)
      return false
    }
    const sides = [
      { piece: left, mine: a, its: b },
      { piece: right, mine: b, its: a },
    ]
    const like = (written: boolean, number: boolean) => (): boolean =>
      sides.some(({ piece, mine, its }) => {
        if (piece.kind !== 'name' || this.isWritten(piece.name) !== written) return false
        if (rankOf(mine) !== undefined || rankOf(its) === undefined || is(its, 0) !== number) return false
        this.two(a, b, at)
        return true
      })
    const limited = () =>
      sides.some(({ piece, mine, its }) => piece.kind === 'name' && limit(mine, mostOf(its)))
    // What is alike makes something like it; a guess that changes nothing decides nothing.
    const alike = () => {
      const known = rankOf(a) !== undefined && rankOf(b) !== undefined
      if (known || (isOne(a, b) && isOne(a, out))) return false
      return this.become(a, b, at) && this.become(out, a, at)
    }
    // A number that is written decides nothing about what stands beside it.
    const literal = left.kind === 'number' || right.kind === 'number'
    const guess: Guesses = {
      limited,
      weightLikeArray: like(false, false),
      weightLikeNumber: like(false, true),
      valueLikeArray: like(true, false),
      valueLikeNumber: like(true, true),
      alike,
      vector: vectorOf(a, b),
    }
    this.open.push({ at, decide, guess: literal ? {} : guess })
    return out
  }

  private product(e: Syntax & { readonly kind: 'product' }): Type {
    const { left, right, at } = e
    if (left.kind === 'transposed') return this.transposedLeft(left, right)
    if (right.kind === 'transposed') {
      const u = this.vector(this.visit(left), left.at)
      const v = this.vector(this.visit(right.of), right.of.at)
      return { rank: 2, axes: [u, v] }
    }
    if (left.kind === 'call' && op(left.op).before) {
      const matrix = fresh(2)
      const type = this.visit(right)
      if (!unify(type, matrix))
        throw new SyntaxMistake(right.at, { id: 'matrixAfter', name: left.at.text, found: describe(type) })
      const v = this.vector(this.visit(left.args[0]!), left.args[0]!.at)
      if (!unify({ rank: 1, axes: [v] }, { rank: 1, axes: [matrix.axes![0]!] }))
        throw new SyntaxMistake(at, {
          id: 'asManyRows',
          one: describe(this.visit(left.args[0]!)),
          other: describe(type),
        })
      return matrix
    }
    return this.sideBySide(left, right, at)
  }

  private transposedLeft(left: Syntax & { readonly kind: 'transposed' }, right: Syntax): Type {
    const of = this.visit(left.of)
    if (right.kind === 'transposed') throw new SyntaxMistake(right.at, { id: 'notTransposed' })
    const along = this.vector(this.visit(right), right.at)
    const out = fresh()
    limit(out, 1)
    const decide = (): boolean => {
      // What makes a number of a vector is a vector.
      if (is(out, 0) && rankOf(of) === undefined) unify(of, { rank: 1, axes: [along] })
      const rank = rankOf(of)
      if (rank === undefined) return false
      const wanted: Type =
        rank === 2 ? { rank: 2, axes: [along, fresh(1).axes![0]!] } : { rank: 1, axes: [along] }
      if (rank === 0 || !unify(of, wanted)) misfit(left.of.at, of, { rank: 1, axes: [along] }, 'transposed')
      return this.result(out, rank === 2 ? { rank: 1, axes: [wanted.axes![1]!] } : ofShape([]), left.at)
    }
    const matrix = (written: boolean) => () => {
      if (rankOf(of) !== undefined || left.of.kind !== 'name' || this.isWritten(left.of.name) !== written)
        return false
      return unify(of, fresh(2))
    }
    this.open.push({
      at: left.at,
      decide,
      guess: { weightMatrix: matrix(false), valueMatrix: matrix(true), vector: vectorOf(of) },
    })
    return out
  }

  /** A matrix and a vector, or a number and anything. */
  private sideBySide(left: Syntax, right: Syntax, at: Token): Type {
    const [a, b] = [this.visit(left), this.visit(right)]
    // A number or a matrix times a vector is a vector.
    const out = is(b, 1) ? fresh(1) : fresh()
    const decide = (): boolean => {
      const [ra, rb] = [rankOf(a), rankOf(b)]
      if (ra === 0) return this.result(out, b, at)
      if (rb === 0) return this.result(out, a, at)
      if (ra === 2 && rb === 2) throw new SyntaxMistake(at, { id: 'twoMatrices' })
      if (ra === 1 && rb === 1) misfit(at, a, b, 'vectors')
      if (ra === 1 && rb === 2) misfit(at, a, b, 'diag')
      if (ra === 2) {
        const matrix = fresh(2)
        unify(a, matrix)
        if (!unify(b, { rank: 1, axes: [matrix.axes![1]!] })) misfit(at, a, b, 'none')
        return this.result(out, { rank: 1, axes: [matrix.axes![0]!] }, at)
      }
      if (rb === 1 && rankOf(out) === undefined) this.learnt = this.result(out, fresh(1), at)
      // Nothing but a number stands left of a matrix, and left of a vector where it cannot be a matrix.
      if (rb === 2 || (rb === 1 && mostOf(a) < 2)) this.mustBeNumber(a, left.at)
      return false
    }
    const matrix = (written: boolean) => () => {
      if (rankOf(a) !== undefined || rankOf(b) !== 1) return false
      if (left.kind !== 'name' || this.isWritten(left.name) !== written) return false
      return unify(a, fresh(2))
    }
    const leftNumber = () => rankOf(a) === undefined && mostOf(a) < 2 && unify(a, ofShape([]))
    const openVector = () => rankOf(b) === undefined && rankOf(a) === undefined && unify(b, fresh(1))
    const guess: Guesses = {
      leftNumber,
      weightMatrix: matrix(false),
      valueMatrix: matrix(true),
      openVector,
      vector: vectorOf(a, b),
    }
    this.open.push({ at, decide, guess })
    return out
  }

  private called(e: Syntax & { readonly kind: 'call' }): Type {
    const row = op(e.op)
    if (row.before) throw new SyntaxMistake(e.at, { id: 'beforeMatrix', name: e.at.text })
    const args = e.args.map((arg) => this.visit(arg))
    if (args.length === 2 && !row.inner) return this.beside(e.args[0]!, e.args[1]!, e.at)
    const fixed = args.every((type) => rankOf(type) !== undefined)
    if (fixed && row.inner) return ofShape(checked(e, args.map(shapeFrom)))
    // The shape of a function of one operand: as its operand, or a number; its row says what it takes.
    const [type] = args as [Type]
    if (!takes(row, [])) this.vector(type, e.args[0]!.at)
    return takes(row, ['n'])?.length === 0 ? ofShape([]) : type
  }

  /** Is a piece of text that was read a number, a matrix? */
  has(e: Syntax, rank: number): boolean {
    return is(this.visit(e), rank)
  }
}
