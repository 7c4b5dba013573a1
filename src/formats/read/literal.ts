/** Lists, dicts and tensors as Python, NumPy and PyTorch print them; JSON, which has no NaN, is a part of it. */

export interface Literal {
  readonly value: unknown
  /** the print leaves numbers out: 1, 2, ..., 9 */
  readonly shortened: boolean
}

const space = /\s*/y
const word = /[A-Za-z_][\w.]*/y
const number = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y
const infinite = /[-+](?=inf|Inf)/y
const quoted = /'([^'\\\n]{0,1000})'|"([^"\\\n]{0,1000})"/y
/** <AddBackward0>, which stands for what cannot be written */
const angle = /<[^<>\n]{0,200}>/y
const dots = /\.\.\.|…/y

const words: Readonly<Record<string, unknown>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
  nan: Number.NaN,
  NaN: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  Infinity: Number.POSITIVE_INFINITY,
}

/** Deeper nesting is not read. */
const deepest = 40

/** The value that a text writes, the whole of it; undefined where it writes none. */
export function parseLiteral(text: string): Literal | undefined {
  const reader = new Reader(text)
  const value = reader.value(0)
  reader.take(space)
  return value === nothing || reader.at < text.length ? undefined : { value, shortened: reader.shortened }
}

/** A name of a parameter, and what may stand between it and its value. */
const label = /\s*([A-Za-z_][\w.]*)[\s:=]*(?=(?:Parameter containing:\s*)?(?:\w+\.)?(?:tensor|array)\()/y
const containing = /Parameter containing:\s*/y

/** Tensors that were printed one after another, each behind its name; undefined where a text is anything else. */
export function parseNamed(text: string): Literal | undefined {
  const reader = new Reader(text)
  const pairs: [string, unknown][] = []
  for (let name = reader.take(label); name; name = reader.take(label)) {
    reader.take(containing)
    const value = reader.value(0)
    if (value === nothing) return undefined
    pairs.push([name[1]!, value])
  }
  reader.take(space)
  if (pairs.length === 0 || reader.at < text.length) return undefined
  return { value: Object.fromEntries(pairs), shortened: reader.shortened }
}

const nothing = Symbol('no value')

class Reader {
  at = 0
  shortened = false
  private readonly text: string
  constructor(text: string) {
    this.text = text
  }

  /** What a pattern finds here, and a step behind it. */
  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (found) this.at = pattern.lastIndex
    return found
  }

  /** Is this mark next? Then a step behind it. */
  private mark(mark: string): boolean {
    this.take(space)
    if (!this.text.startsWith(mark, this.at)) return false
    this.at += mark.length
    return true
  }

  value(depth: number): unknown {
    if (depth > deepest) return nothing
    if (this.mark('[')) return this.list(']', depth)
    if (this.mark('(')) return this.list(')', depth)
    if (this.mark('{')) return this.dict(depth)
    const text = this.take(quoted)
    if (text) return text[1] ?? text[2]
    if (this.take(angle)) return null
    const sign = this.take(infinite)?.[0] === '-' ? -1 : 1
    const digits = this.take(number)
    if (digits) return Number(digits[0])
    const name = this.take(word)?.[0]
    if (name === undefined) return nothing
    if (Object.hasOwn(words, name)) {
      const value = words[name]
      return typeof value === 'number' ? sign * value : value
    }
    return this.mark('(') ? this.call(name, depth) : name
  }

  /** Values with commas between them, or spaces, as NumPy prints them. */
  private list(end: string, depth: number): unknown {
    const items: unknown[] = []
    while (!this.mark(end)) {
      if (this.take(dots)) this.shortened = true
      else {
        const item = this.value(depth + 1)
        if (item === nothing) return nothing
        // device='cpu' is no part of the value.
        if (this.mark('=')) {
          if (this.value(depth + 1) === nothing) return nothing
        } else items.push(item)
      }
      this.mark(',')
    }
    return items
  }

  private dict(depth: number): unknown {
    const pairs: [string, unknown][] = []
    while (!this.mark('}')) {
      const key = this.value(depth + 1)
      if (typeof key !== 'string' || !this.mark(':')) return nothing
      const value = this.value(depth + 1)
      if (value === nothing) return nothing
      pairs.push([key, value])
      this.mark(',')
    }
    return Object.fromEntries(pairs)
  }

  /** tensor(…), array(…) and OrderedDict(…) are what stands first in them. */
  private call(name: string, depth: number): unknown {
    const items = this.list(')', depth)
    if (!Array.isArray(items)) return nothing
    const [first] = items as readonly unknown[]
    const isPair = (item: unknown): item is [string, unknown] =>
      Array.isArray(item) && item.length === 2 && typeof item[0] === 'string'
    return name.endsWith('Dict') && Array.isArray(first) && first.every(isPair)
      ? Object.fromEntries(first)
      : first
  }
}
