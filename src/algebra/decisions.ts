/** Shapes that are decided bit by bit: what is still open is asked again whenever something is learnt, and guessed where nothing else is left. */
import type { Expected, With } from '../mistake/mistake.ts'
import { type Guesses, surest } from './shape-guesses.ts'
import { fail, SyntaxMistake, type Token } from './tokens.ts'
import { type Axis, describe, fresh, isOne, limit, ofShape, type Type, unify } from './unify.ts'

/** The decisions of a text, each at its place. */
export class Decisions {
  /** the decisions that are still open; each answers true once it has been made */
  protected open: {
    readonly at: Token
    readonly decide: () => boolean
    readonly guess: Guesses
  }[] = []
  /** has a decision that is still open learnt something that others may need? */
  protected learnt = false

  /** what is a number only because a matrix stands right of it */
  private readonly numbers: { readonly type: Type; readonly at: Token }[] = []

  /** Makes two types one; throws what is wrong where they are different. */
  protected asOne(one: Type, other: Type, at: Token, wrong: () => With<Expected>): void {
    if (unify(one, other)) return
    const blamed = this.numbers.find(({ type }) => isOne(type, one) || isOne(type, other))
    if (blamed) fail(blamed.at, { id: 'numberBefore' })
    throw new SyntaxMistake(at, wrong())
  }

  protected two(a: Type, b: Type, at: Token): void {
    const star = at.text === '*'
    this.asOne(a, b, at, () => ({ id: 'sameShapes', one: describe(a), other: describe(b), star }))
  }

  protected mustBeNumber(type: Type, at: Token): void {
    this.learnt = unify(type, ofShape([]))
    this.numbers.push({ type, at })
  }

  /** Decides what can be decided; then one guess at a time, the surest first. */
  protected settle(): void {
    for (;;) {
      const before = this.open.length
      this.learnt = false
      this.open = this.open.filter(({ decide }) => !decide())
      if (this.learnt || this.open.length < before) continue
      if (this.open.length === 0) return
      if (!this.guessOnce()) return
    }
  }

  protected limit(type: Type, most: number): void {
    if (limit(type, most)) this.learnt = true
  }

  private guessOnce(): boolean {
    return surest.some((kind) => this.open.some(({ guess }) => guess[kind]?.()))
  }

  protected vector(type: Type, at: Token): Axis {
    const made = fresh(1)
    if (!unify(type, made)) throw new SyntaxMistake(at, { id: 'vector', found: describe(type) })
    return made.axes![0]!
  }

  /** What an operation makes is what is wanted where it stands. */
  protected result(wanted: Type, found: Type, at: Token): true {
    this.asOne(wanted, found, at, () => ({
      id: 'shapeHere',
      shape: describe(wanted),
      found: describe(found),
    }))
    return true
  }

  protected become(out: Type, as: Type, at: Token): true {
    this.two(out, as, at)
    return true
  }
}
