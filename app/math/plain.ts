/**
 * Formulas as a few plain elements: one for each number and four for a symbol, where KaTeX makes ten and seventeen, so that
 * a step paints within a frame. It reads what the engine's faces write, and leaves anything else to KaTeX.
 */

const glyphs: Readonly<Record<string, string>> = {
  odot: '\u00a0⊙\u00a0',
  cdot: '\u00a0⋅\u00a0',
  times: ' × ',
  cdots: '⋯',
  vdots: '⋮',
  ddots: '⋱',
  sigma: '<i>σ</i>',
  tanh: 'tanh ',
  exp: 'exp',
  infty: '∞',
  top: '⊤',
  textstyle: '',
  alpha: '<i>α</i>',
  delta: '<i>δ</i>',
  epsilon: '<i>ϵ</i>',
  eta: '<i>η</i>',
  iota: '<i>ι</i>',
  omega: '<i>ω</i>',
  // upright in the fonts of formulas
  partial: '∂',
  phi: '<i>ϕ</i>',
  sum: '∑',
  ',': '\u2009',
}
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => escapes[c]!)

const stacked = (above: string, below: string) =>
  `<span class="scripts"><span>${above}</span><span>${below}</span></span>`

/** An element. What begins with a letter and has nothing else but its indices is italic itself: no element for the letter. */
function element(tag: string, inside: string, name = '', attributes = ''): string {
  const html = inside.replaceAll('</i><i>', '')
  const [, letters, scripts] = /^<i>([^<]*)<\/i>((?:<su[bp](?!.*<span).*)?)$/.exec(html) ?? []
  const names = [name, letters === undefined ? '' : 'i'].filter((each) => each !== '').join(' ')
  return `<${tag}${names && ` class="${names}"`}${attributes}>${letters === undefined ? html : letters + scripts}</${tag}>`
}

/** Stops reading: the line has something that only KaTeX can set. */
class Unknown extends Error {}

/**
 * HTML of a line of numbers or of a symbol, or, as `display`, of a line of symbols with the sizes of a displayed formula;
 * undefined where it has something that only KaTeX can set.
 */
export function plainHtml(tex: string, display = false): string | undefined {
  let at = 0
  /** how many indices and powers this is inside of */
  let scripts = 0
  /** where the last thing ended that is higher than a line */
  let tallEnd = -1

  /** Everything up to a closing command or brace, or the end of a cell. */
  function row(ends: readonly string[]): string {
    let html = ''
    while (at < tex.length && !ends.some((end) => tex.startsWith(end, at))) html += piece()
    return html
  }

  /** The whole line: where it is broken, factors stay with their term. */
  function terms(): string {
    const parts = ['']
    while (at < tex.length) {
      const sign = tex[at] === '+' || tex[at] === '='
      if (sign) parts.push(piece(), '')
      else parts[parts.length - 1] += piece()
    }
    const kept = (term: string) =>
      term.split('class="matrix').length > 2 ? `<span class="term">${term}</span>` : term
    return parts.length === 1 ? parts[0]! : parts.map(kept).join('')
  }

  function group(): string {
    if (tex[at] !== '{') return piece()
    at++
    const html = row(['}'])
    at++
    return html
  }

  /** The text inside braces, as it is written; \htmlData's own commas are in braces. */
  function raw(): string {
    if (tex[at] !== '{') throw new Unknown()
    const from = ++at
    for (let depth = 1; depth > 0; at++) {
      if (at >= tex.length) throw new Unknown()
      depth += tex[at] === '{' ? 1 : tex[at] === '}' ? -1 : 0
    }
    return tex.slice(from, at - 1)
  }

  function piece(): string {
    const c = tex[at]!
    if (c === '\\') return command()
    if (c === '{') return group()
    at++
    if (c === '^' || c === '_') {
      const tall = at - 1 === tallEnd ? 'tall' : ''
      scripts++
      const first = group()
      const other = tex[at] === '^' || tex[at] === '_' ? tex[at++] : undefined
      const second = other && group()
      scripts--
      if (other === c) throw new Unknown()
      // An index and a power stand one above the other.
      if (second !== undefined) return c === '^' ? stacked(first, second) : stacked(second, first)
      return c === '^' ? element('sup', first, tall) : element('sub', first)
    }
    if (c === '-') {
      // Between two things it takes one away; else it is a sign.
      const binary = /[\])}\d] $/.test(tex.slice(0, at - 1)) && tex[at] === ' '
      if (binary) at++
      return binary ? ' − ' : '−'
    }
    if (c === '(') {
      const inside = row([')'])
      at++
      return inside.includes('matrix') ? tall(`<span class="bracketed">${inside}</span>`) : `(${inside})`
    }
    // A displayed prime stands above an index.
    if (c === "'" && display) throw new Unknown()
    if (c === ',' && display && scripts === 0) return ',\u2009'
    if (c === '+' || c === '=' || c === '>') return ` ${escaped(c)} `
    if (c === ' ') return ''
    if (/[a-zA-Z]/.test(c)) return `<i>${c}</i>`
    if (/[\d.)[\],'−∞⋯]/.test(c)) return c
    throw new Unknown()
  }

  function command(): string {
    const name = /^\\([a-zA-Z]+|.)/.exec(tex.slice(at))?.[1]
    if (name === undefined) throw new Unknown()
    at += name.length + 1
    // A displayed sum has its limits below and above.
    if (name === 'sum' && display) throw new Unknown()
    if (name === 'tanh' && tex[at] === '^') return `tanh${piece()} `
    const glyph = glyphs[name]
    if (glyph !== undefined) return glyph
    switch (name) {
      case 'htmlData': {
        const attributes = raw()
          .replaceAll('{,}', '\u0000')
          .split(',')
          .map((pair) => {
            const [, key, value] = /^\s*([a-z]+)=(.*)$/s.exec(pair.replaceAll('\u0000', ',')) ?? []
            if (key === undefined) throw new Unknown()
            return ` data-${key}="${escaped(value!)}"`
          })
        const number = attributes.some((attribute) => attribute.startsWith(' data-value'))
        if (tex.startsWith('{\\begin', at)) {
          // Brackets have the colour of their symbol; they are the element.
          const grid = group()
          return tall(grid.replace(/^<span class="[^"]*"/, (opening) => opening + attributes.join('')))
        }
        return element('span', group(), number ? 'number' : '', attributes.join(''))
      }
      case 'begin': {
        if (raw() !== 'bmatrix') throw new Unknown()
        return matrix()
      }
      case 'left':
        return bracketed()
      case 'operatorname':
      case 'mathrm':
        return element('b', escaped(raw()), tex[at] === '_' ? 'close' : '')
      case 'tilde':
      case 'bar': {
        const under = group()
        return element('span', under, /^<i>[acegm-su-z]</.test(under) ? `${name} low` : name)
      }
      case 'frac':
      case 'tfrac':
        return `<span class="fraction${display && name === 'frac' ? ' whole' : ''}"><span>${group()}</span><span class="under">${group()}</span></span>`
      default:
        throw new Unknown()
    }
  }

  /** Round brackets, as tall as what they hold where that is more than a line; or a bar behind what is taken at one place. */
  function bracketed(): string {
    const open = tex[at++]
    const inside = row(['\\right'])
    if (open === '.' && tex.startsWith('\\right|_', at)) {
      at += '\\right|_'.length
      const deep = inside.includes('class="fraction') ? ' deep' : ''
      return `<span class="taken">${inside}</span>${element('sub', group(), `taken-at${deep}`)}`
    }
    if (open !== '(') throw new Unknown()
    if (!tex.startsWith('\\right)', at)) throw new Unknown()
    at += '\\right)'.length
    const high = /class="(matrix|fraction|bracketed)/.test(inside)
    if (high && display) throw new Unknown()
    return high ? tall(`<span class="bracketed">${inside}</span>`) : `(${inside})`
  }

  /** A power that follows it stands at its top. */
  function tall(html: string): string {
    tallEnd = at
    return html
  }

  /** Its columns stand side by side, each one text with a line a number: a box for each number would be laid out by itself. */
  function matrix(): string {
    const columns: string[][] = []
    for (let column = 0; ; ) {
      const cell = row([' & ', ' \\\\ ', '\\end'])
      columns[column] ??= []
      columns[column]!.push(cell)
      if (tex.startsWith(' & ', at)) column++
      else if (tex.startsWith(' \\\\ ', at)) column = 0
      else break
      at += column === 0 ? 4 : 3
    }
    at += '\\end{bmatrix}'.length
    const texts = columns.map((cells) => cells.join('\n'))
    if (texts.length === 1) return tall(`<span class="matrix">${texts[0]}</span>`)
    const [first, ...others] = texts
    const next = others.map((text) => `<span class="further">${text}</span>`).join('')
    return tall(`<span class="matrix many"><span>${first}</span>${next}</span>`)
  }

  try {
    return terms().replaceAll('</i><i>', '')
  } catch (error) {
    if (error instanceof Unknown) return undefined
    throw error
  }
}
