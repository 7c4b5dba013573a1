/** Reads the LaTeX that the engine's typesetter writes into a tree. */
import { greek } from '../algebra/greek.ts'
import { letter, product, rowOf, type Script, type Tree } from './tree.ts'

const letters: Readonly<Record<string, string>> = {
  ...greek,
  partial: '∂',
  odot: '⊙',
  cdot: '⋅',
  times: '×',
  cdots: '⋯',
  vdots: '⋮',
  ddots: '⋱',
  sum: '∑',
  prod: '∏',
  infty: '∞',
  top: '⊤',
  to: '→',
  ',': product,
}
const upright = ['tanh', 'exp', 'log', 'ln', 'max', 'min']
const accents = { tilde: 'tilde', bar: 'bar' } as const
/** Commands that change sizes and spaces alone. */
const silent = ['textstyle', 'scriptscriptstyle', 'displaystyle', '!', ';', ':', ' ', 'quad']
const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']' }

/** The tree of a formula. What is not closed ends with the text. */
export function treeOf(tex: string): Tree {
  let at = 0

  function row(ends: readonly string[]): Tree {
    const parts: Tree[] = []
    while (at < tex.length && !ends.some((end) => tex.startsWith(end, at))) {
      const c = tex[at]!
      if (c === '^' || c === '_' || c === "'") parts.push(script(parts.pop() ?? rowOf([])))
      else {
        const part = piece()
        if (part) parts.push(part)
      }
    }
    return rowOf(parts)
  }

  /** An index, a power or a prime on what stands before. */
  function script(before: Tree): Tree {
    const sign = tex[at++]
    const added = sign === "'" ? letter('′') : argument()
    const base: Script = before.kind === 'script' ? before : { kind: 'script', base: before }
    if (sign === '_' && !base.below) return { ...base, below: added }
    if (sign !== '_' && !base.above) return { ...base, above: added }
    return { kind: 'script', base: before, [sign === '_' ? 'below' : 'above']: added }
  }

  function argument(): Tree {
    while (tex[at] === ' ') at++
    if (tex[at] !== '{') return piece() ?? rowOf([])
    at++
    return closed('}')
  }

  function closed(end: string): Tree {
    const inside = row([end])
    at += end.length
    return inside
  }

  /** The text inside braces, as it is written. */
  function raw(): string {
    const from = at + 1
    let open = 0
    do open += tex[at] === '{' ? 1 : tex[at] === '}' ? -1 : 0
    while (++at < tex.length && open > 0)
    return tex.slice(from, at - 1)
  }

  function piece(): Tree | undefined {
    const c = tex[at]!
    if (c === '\\') return command()
    if (c === '{') return argument()
    const number = /^\d+(?:\.\d+)?/.exec(tex.slice(at, at + 40))?.[0]
    at += number?.length ?? 1
    if (number) return { kind: 'digits', text: number }
    if (c in pairs) return { kind: 'fence', open: c, close: pairs[c]!, inside: closed(pairs[c]!) }
    return c === ' ' || c === '}' ? undefined : letter(c === '-' ? '−' : c)
  }

  function command(): Tree | undefined {
    const name = /^\\([a-zA-Z]+|.)/s.exec(tex.slice(at, at + 30))?.[1] ?? ''
    at += name.length + 1
    if (silent.includes(name)) return undefined
    if (name in accents)
      return { kind: 'accent', mark: accents[name as keyof typeof accents], base: argument() }
    switch (name) {
      case 'htmlData': {
        const names = namesIn(raw())
        return { kind: 'named', names, inside: argument() }
      }
      case 'frac':
      case 'tfrac':
      case 'dfrac': {
        const above = argument()
        return { kind: 'fraction', above, below: argument() }
      }
      case 'underset': {
        const below = argument()
        return { kind: 'under', below, base: argument() }
      }
      case 'mathrm':
      case 'operatorname':
      case 'text':
        return letter(raw(), true)
      case 'mathbf':
        return argument()
      case 'left':
        return fence()
      case 'begin':
        return matrix(raw())
      default:
        return letter(letters[name] ?? name, upright.includes(name))
    }
  }

  /** \left( … \right), and \left. … \right| */
  function fence(): Tree {
    const open = tex[at++]!
    const inside = closed('\\right')
    const close = tex[at++] ?? ''
    return { kind: 'fence', open: open === '.' ? '' : open, close: close === '.' ? '' : close, inside }
  }

  function matrix(name: string): Tree {
    const end = `\\end{${name}}`
    const rows: Tree[][] = [[]]
    while (at < tex.length && !tex.startsWith(end, at)) {
      rows.at(-1)!.push(row(['&', '\\\\', end]))
      if (tex.startsWith('\\\\', at)) rows.push([])
      at += tex.startsWith('\\\\', at) ? 2 : tex[at] === '&' ? 1 : 0
    }
    at += end.length
    return { kind: 'matrix', rows }
  }

  return row([])
}

/** The attributes of \htmlData; commas inside a value stand in braces. */
function namesIn(list: string): Record<string, string> {
  return Object.fromEntries(
    list.split(/, (?=[a-z]+=)/).map((each) => {
      const [key = '', ...value] = each.split('=')
      return [key, value.join('=').replaceAll('{,}', ',')]
    }),
  )
}
