/** A pocket calculator for tests: works out a written line from its digits alone, and knows nothing of the engine. */

/** A number, or an array of rows; `onehot` is a vector as long as what it meets. */
type Value = number | number[][] | { readonly onehot: number }

const space = /^(?:\s|\\textstyle|\\!|~)+/
const numeral = /^(?:\d+(?:\.\d+)?|\\infty|\\mathrm\{NaN\})(?: ?\\times 10\^\{(-?\d+)\})?/

/** The value of a line of LaTeX in which numbers are put; rows of numbers, or one number. Throws on what it cannot read. */
export function calculated(tex: string): number[][] | number {
  let rest = tex.replace(space, '')
  const skip = (mark: string): boolean => {
    if (!rest.startsWith(mark)) return false
    rest = rest.slice(mark.length).replace(space, '')
    return true
  }
  const need = (mark: string) => {
    if (!skip(mark)) throw new Error(`expected ${mark} at "${rest.slice(0, 40)}" in ${tex.slice(0, 200)}`)
  }

  function sum(): Value {
    let left = skip('-') ? each(product(), (a) => -a) : product()
    for (;;) {
      if (skip('+')) left = both(left, product(), (a, b) => a + b)
      else if (skip('-')) left = both(left, product(), (a, b) => a - b)
      else return left
    }
  }

  function product(): Value {
    let left = beside()
    for (;;) {
      if (skip('\\odot') || skip('\\cdot')) left = both(left, beside(), (a, b) => a * b)
      else return left
    }
  }

  /** Things side by side: a matrix and a vector, a number and an array. */
  function beside(): Value {
    const left = power()
    if (!skip('\\,')) return left
    return times(left, beside())
  }

  function power(): Value {
    let base = single()
    for (;;) {
      if (skip('^{\\top}')) base = transposed(base)
      else if (skip('^2')) base = each(base, (a) => a * a)
      else if (rest.startsWith('[')) {
        need('[')
        const place = sum() as number
        need(']')
        base = (base as number[][])[place]![0]!
      } else if (rest.startsWith('_{')) {
        const place = /^_\{(\d+)\}/.exec(rest)!
        skip(place[0])
        base = (base as number[][])[Number(place[1]) - 1]![0]!
      } else return base
    }
  }

  function single(): Value {
    const number = numeral.exec(rest)
    if (number) {
      skip(number[0])
      const digits = number[0].split(/ ?\\times/)[0]!
      const plain = digits === '\\infty' ? Number.POSITIVE_INFINITY : Number(digits)
      return number[1] === undefined ? plain : Number(`${digits}e${number[1]}`)
    }
    if (skip('\\begin{bmatrix}')) return matrix()
    if (skip('\\tfrac{1}{2}')) return 0.5
    if (skip('\\mathbf 1')) return 1
    if (skip('\\frac{')) {
      const above = sum()
      need('}')
      need('{')
      const below = sum()
      need('}')
      return both(above, below, (a, b) => a / b)
    }
    if (skip('\\sigma')) return each(bracketed(), (a) => 1 / (1 + Math.exp(-a)))
    if (skip('\\tanh^2')) return each(power(), (a) => Math.tanh(a) ** 2)
    if (skip('\\tanh')) return each(power(), Math.tanh)
    if (skip('\\exp')) return each(bracketed(), Math.exp)
    if (skip('\\log')) return each(bracketed(), Math.log)
    if (skip('\\sum')) return total(product())
    const name = /^\\operatorname\{(\w+)\}/.exec(rest)
    if (name) {
      skip(name[0])
      return applied(name[1]!, bracketed())
    }
    if (rest.startsWith('[') || rest.startsWith('\\left[')) return truth()
    return bracketed()
  }

  /** Reads an opening bracket, of \\left or not; gives the one that closes it. */
  function opened(open: string, close: string): string {
    if (skip(`\\left${open}`)) return `\\right${close}`
    need(open)
    return close
  }

  function bracketed(): Value {
    const close = opened('(', ')')
    const first = sum()
    if (!rest.startsWith(',')) {
      need(close)
      return first
    }
    const list = [[first as number]]
    while (skip(',')) list.push([sum() as number])
    need(close)
    return list
  }

  /** [a > 0], or [i = a] of a class. */
  function truth(): Value {
    const close = opened('[', ']')
    const a = sum()
    const equal = !skip('>')
    if (equal) need('=')
    const b = sum()
    need(close)
    return both(a, b, (x, y) => Number(equal ? x === y : x > y))
  }

  function matrix(): Value {
    const rows: number[][] = [[]]
    for (;;) {
      rows.at(-1)!.push(sum() as number)
      if (skip('&')) continue
      if (skip('\\\\')) rows.push([])
      else break
    }
    need('\\end{bmatrix}')
    return rows
  }

  const value = sum()
  if (rest !== '') throw new Error(`left over: "${rest.slice(0, 60)}" of ${tex.slice(0, 200)}`)
  if (typeof value === 'object' && 'onehot' in value) throw new Error('a class alone')
  return value
}

function each(value: Value, f: (a: number) => number): Value {
  if (typeof value === 'number') return f(value)
  if ('onehot' in value) throw new Error('a function of a class')
  return value.map((row) => row.map(f))
}

/** Element by element; a number meets every element of an array. */
function both(a: Value, b: Value, f: (a: number, b: number) => number): Value {
  if (typeof a === 'number') return each(like(b, [[]]), (each) => f(a, each))
  const left = like(a, b)
  if (typeof b === 'number') return each(left, (each) => f(each, b))
  const right = like(b, left) as number[][]
  return (left as number[][]).map((row, i) => row.map((x, j) => f(x, right[i]![j]!)))
}

function like(value: Value, other: Value): Value {
  if (typeof value === 'number' || !('onehot' in value)) return value
  return (other as number[][]).map((_, i) => [i === value.onehot ? 1 : 0])
}

function times(a: Value, b: Value): Value {
  if (typeof a === 'number' || typeof b === 'number') return both(a, b, (x, y) => x * y)
  const [left, right] = [a as number[][], b as number[][]]
  return left.map((row) => right[0]!.map((_, j) => row.reduce((sum, x, k) => sum + x * right[k]![j]!, 0)))
}

function transposed(value: Value): Value {
  const rows = value as number[][]
  return typeof value === 'number' ? value : rows[0]!.map((_, j) => rows.map((row) => row[j]!))
}

const total = (value: Value): number =>
  typeof value === 'number' ? value : (value as number[][]).flat().reduce((a, b) => a + b, 0)

function applied(name: string, value: Value): Value {
  if (name === 'relu') return each(value, (a) => Math.max(0, a))
  if (name === 'onehot') return { onehot: value as number }
  const list = (value as number[][]).flat()
  const most = Math.max(...list)
  const sum = list.reduce((s, a) => s + Math.exp(a - most), 0)
  // The largest is 1 among them: what the others add to it may be too small to be seen beside it.
  const first = list.indexOf(most)
  const log = Math.log1p(list.reduce((s, a, i) => s + (i === first ? 0 : Math.exp(a - most)), 0))
  if (name === 'logsumexp') return most + log
  if (name === 'exp') return each(value, Math.exp)
  if (name === 'logsoftmax') return list.map((a) => [a - most - log])
  if (name === 'softmax') return list.map((a) => [Math.exp(a - most) / sum])
  throw new Error(`expected a function, got ${name}`)
}

/** The elements of written digits that do not give what is written for them, to this share of it. */
export function wrongElements(numbers: string, result: string, share = 2e-3): string[] {
  const [got, shown] = [calculated(numbers), calculated(result)].map((value) =>
    typeof value === 'number' ? [value] : value.flat(),
  ) as [number[], number[]]
  if (got.length !== shown.length) return [`${got.length} elements for ${shown.length}`]
  return got.flatMap((value, i) => {
    const right = shown[i]!
    const close =
      !Number.isFinite(right) ||
      Math.abs(value - right) <= share * Math.abs(right) ||
      (right === 0 && Math.abs(value) < 1e-300)
    return close ? [] : [`${value} for ${right}`]
  })
}
