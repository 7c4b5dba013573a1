/**
 * A formula as a few plain elements: one for each number and four for a symbol, where KaTeX makes ten and seventeen, so that a step
 * paints within a frame, and the page begins without KaTeX.
 */
import type { Tree } from '../../src/index.ts'

type Kind<K extends Tree['kind']> = Extract<Tree, { kind: K }>

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => (/[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (c) => escapes[c]!) : text)

/** Signs with the room around them. */
const signs: Readonly<Record<string, string>> = {
  '+': ' + ',
  '=': ' = ',
  '>': ' &gt; ',
  '≥': ' ≥ ',
  '×': ' × ',
  '⊙': '\u00a0⊙\u00a0',
  '⊘': '\u00a0⊘\u00a0',
  '⋅': '\u00a0⋅\u00a0',
  '\u2062': '\u2009',
  '\u2061': '',
}

/** Does room stand for the invisible sign between a function and what it is of? A large sign such as ∑ has room of its own. */
const isApart = (part: Tree, before: Tree | undefined): boolean =>
  part.kind === 'sign' && part.text === '\u2061' && before !== undefined && before.kind !== 'sign'

const stacked = (above: string, below: string) =>
  `<span class="scripts"><span>${above}</span><span>${below}</span></span>`

const attributesOf = (names: Readonly<Record<string, string>>): string =>
  Object.entries(names)
    .map(([key, value]) => ` data-${key}="${escaped(value)}"`)
    .join('')

/** An element. What begins with a letter and has nothing else but its indices is italic itself: no element for the letter. */
function element(tag: string, inside: string, name = '', attributes = ''): string {
  const html = inside.replaceAll('</i><i>', '')
  const [, letters, scripts] = /^<i>([^<]*)<\/i>((?:<su[bp](?!.*<span).*)?)$/.exec(html) ?? []
  const names = [name, letters === undefined ? '' : 'i'].filter((each) => each !== '').join(' ')
  return `<${tag}${names && ` class="${names}"`}${attributes}>${letters === undefined ? html : letters + scripts}</${tag}>`
}

/**
 * HTML of a line of numbers or of a symbol, or, as `display`, of a line of symbols with the sizes of a displayed formula; without
 * `names` it links nothing.
 */
export function elementsOf(tree: Tree, display = false, names = true): string {
  return new Printer(display, names).terms(tree).replaceAll('</i><i>', '')
}

class Printer {
  private readonly display: boolean
  private readonly names: boolean
  constructor(display: boolean, names: boolean) {
    this.display = display
    this.names = names
  }

  /** The whole line, or what stands in tall brackets: where it is broken, factors stay with their term. */
  terms(whole: Tree, inScript = false): string {
    if (whole.kind !== 'row') return this.print(whole, inScript)
    const parts = ['']
    for (const [i, part] of whole.parts.entries()) {
      const splits = part.kind === 'sign' && (part.text === '+' || part.text === '=')
      if (splits) parts.push(this.print(part, inScript), '')
      else parts[parts.length - 1] += isApart(part, whole.parts[i - 1]) ? ' ' : this.print(part, inScript)
    }
    const isKept = (term: string) =>
      term.split('class="matrix').length > 2 || (this.display && term.includes('class="fraction'))
    const kept = (term: string) => (isKept(term) ? `<span class="term">${term}</span>` : term)
    return parts.length === 1 ? parts[0]! : parts.map(kept).join('')
  }

  /** `inScript`: what stands inside an index or a power. */
  private print(part: Tree, inScript = false): string {
    switch (part.kind) {
      case 'row':
        return part.parts
          .map((each, i, all) => (isApart(each, all[i - 1]) ? ' ' : this.print(each, inScript)))
          .join('')
      case 'letter':
        return this.letter(part)
      case 'sign':
        return this.sign(part, inScript)
      case 'number':
        return this.number(part)
      case 'script':
        return this.script(part, inScript)
      case 'square':
        return this.powerOf(part.base, this.print(part.base, inScript), '2')
      case 'fraction': {
        const whole = this.display && !part.small ? ' whole' : ''
        return `<span class="fraction${whole}"><span>${this.print(part.above, inScript)}</span><span class="under">${this.print(part.below, inScript)}</span></span>`
      }
      case 'matrix':
        return this.matrix(part)
      case 'fence':
        return this.fence(part, inScript)
      case 'accent':
        return this.accent(part, inScript)
      case 'named':
        return this.namedHtml(part, inScript)
      case 'under':
        return `<span class="over"><span>${this.print(part.base, inScript)}</span><span>${this.print(part.below, true)}</span></span>`
      case 'root':
        return `<span class="root">${this.print(part.inside, inScript)}</span>`
    }
  }

  private letter({ text, face }: Kind<'letter'>): string {
    if (face === 'text') return escaped(text)
    if (face === 'bold') return element('strong', escaped(text))
    // What is no element is upright.
    if (face === 'function') return escaped(text)
    if (face !== undefined) return element('b', escaped(text))
    return /^[A-Z]|[a-zα-ωϕϵϑℓ]$/.test(text) ? `<i>${escaped(text)}</i>` : escaped(text)
  }

  private sign({ text, spaced }: Kind<'sign'>, inScript: boolean): string {
    if (text === '−') return spaced ? ' − ' : '−'
    if (text === ',') return this.display && !inScript ? ',\u2009' : ','
    return signs[text] ?? text
  }

  private number({ mantissa, exponent, ref, value }: Kind<'number'>): string {
    const digits =
      exponent === 0 ? mantissa : `${mantissa} × 10<sup>${String(exponent).replace('-', '−')}</sup>`
    if (value === undefined || !this.names) return digits
    const link = ref === undefined ? '' : ` data-ref="${escaped(ref)}"`
    return `<span class="number"${link} data-value="${value}">${digits}</span>`
  }

  private script({ base, below, above }: Kind<'script'>, inScript: boolean): string {
    if (base.kind === 'fence' && base.open === '' && below) return this.taken(base, below, inScript)
    if (this.display && base.kind === 'sign' && base.text === '∑')
      return this.limits(this.print(base), below, above)
    // A displayed prime stands above an index.
    if (this.display && base.kind === 'accent' && base.mark === 'prime' && below)
      return this.print(base.base, inScript) + stacked('′', this.print(below, true))
    const inner = this.print(base, inScript)
    // The index of brackets that are broken into lines stays at their end.
    if (below && !above && inner.startsWith('<span class="bracketed'))
      return `<span class="indexed">${inner}${element('sub', this.print(below, true))}</span>`
    const html = below && base.kind === 'letter' ? inner.replace('<b>', '<b class="close">') : inner
    if (below && above) return html + stacked(this.print(above, true), this.print(below, true))
    if (below) return html + element('sub', this.print(below, true))
    return this.powerOf(base, html, this.print(above!, true))
  }

  /** A displayed sum has its limits below and above. */
  private limits(sum: string, below: Tree | undefined, above: Tree | undefined): string {
    const limit = (tree: Tree | undefined) =>
      tree ? `<span class="limit">${this.print(tree, true)}</span>` : ''
    return `<span class="limits">${limit(above)}<span>${sum}</span>${limit(below)}</span>`
  }

  /** A power of what is higher than a line stands at its top, and never at the beginning of the next line. */
  private powerOf(base: Tree, html: string, power: string): string {
    if (!isTall(base)) return html + element('sup', power)
    return `<span class="raised">${html}${element('sup', power, 'tall')}</span>`
  }

  /** What is taken at one place: a bar behind it. */
  private taken({ inside }: Kind<'fence'>, at: Tree, inScript: boolean): string {
    const html = this.print(inside, inScript)
    const deep = html.includes('class="fraction') ? ' deep' : ''
    return `<span class="taken">${html}</span>${element('sub', this.print(at, true), `taken-at${deep}`)}`
  }

  /** Brackets are as tall as what they hold, where that is more than a line. */
  private fence(part: Kind<'fence'>, inScript: boolean): string {
    const inside = part.tall ? this.terms(part.inside, inScript) : this.print(part.inside, inScript)
    if (!isHigh(part, inside)) return `${part.open}${inside}${part.close}`
    const shape = part.open === '(' ? '' : part.open === '[' ? ' squared' : ' barred'
    return `<span class="bracketed${shape}">${inside}</span>`
  }

  private accent({ base, mark }: Kind<'accent'>, inScript: boolean): string {
    const inner = this.print(base, inScript)
    if (mark === 'prime') return this.display ? `${inner}${element('sup', '′')}` : `${inner}'`
    return element('span', inner, /^<i>[acegm-su-z]</.test(inner) ? `${mark} low` : mark)
  }

  private namedHtml({ names: tags, inside }: Kind<'named'>, inScript: boolean): string {
    const html = this.print(inside, inScript)
    if (!this.names) return inside.kind === 'matrix' ? html : element('span', html)
    // Brackets have the colour of their symbol; they are the element.
    if (inside.kind === 'matrix')
      return html.replace(/^<span class="[^"]*"/, (opening) => opening + attributesOf(tags))
    return element('span', html, '', attributesOf(tags))
  }

  /** Its columns stand side by side, each one text with a line a number: a box for each number would be laid out by itself. */
  private matrix({ rows }: Kind<'matrix'>): string {
    const columns = rows[0]?.map((_, j) => rows.map((cells) => this.print(cells[j]!)).join('\n')) ?? []
    const [first = '', ...others] = columns
    if (others.length === 0) return `<span class="matrix">${first}</span>`
    const next = others.map((text) => `<span class="further">${text}</span>`).join('')
    return `<span class="matrix many"><span>${first}</span>${next}</span>`
  }
}

const isHigh = ({ open, tall }: Kind<'fence'>, inside: string): boolean =>
  tall ? /class="(matrix|fraction|bracketed|limits)/.test(inside) : open === '(' && inside.includes('matrix')

/** Is a part a matrix, or brackets that are higher than a line? */
function isTall(part: Tree): boolean {
  if (part.kind === 'named') return isTall(part.inside)
  if (part.kind === 'row') return part.parts.length > 0 && isTall(part.parts.at(-1)!)
  return (
    part.kind === 'matrix' ||
    (part.kind === 'fence' && (part.tall || part.open === '(') && holdsHigh(part.inside, part.tall))
  )
}

function holdsHigh(part: Tree, anyFraction = false): boolean {
  switch (part.kind) {
    case 'row':
      return part.parts.some((each) => holdsHigh(each, anyFraction))
    case 'matrix':
      return true
    case 'fraction':
      return anyFraction
    case 'named':
    case 'fence':
    case 'root':
      return holdsHigh(part.inside, anyFraction)
    case 'under':
    case 'script':
    case 'square':
      return holdsHigh(part.base, anyFraction)
    default:
      return false
  }
}
