/** How formulas are read aloud. */
import type { SpeechWords } from '../../../src/index.ts'

const end = (long: boolean, what: string) => (long ? ` end ${what}` : '')
const ranges: Readonly<Record<string, string>> = { '∑': 'sum', '∏': 'product' }

export default {
  /** what a formula is called, as others are called a picture */
  formula: 'formula',
  words: {
    signs: {
      '+': 'plus',
      '−': 'minus',
      '=': 'equals',
      '⊙': 'elementwise times',
      '⋅': 'times',
      '×': 'times',
      '⊘': 'elementwise divided by',
      '≥': 'is at least',
      '\u2062': 'times',
      '→': 'to',
      '←': 'from',
      ';': 'above',
      '<': 'is less than',
      '>': 'is greater than',
      ',': ',',
      '′': 'prime',
      '⋯': 'and so on',
      '⋮': 'and so on',
      '⋱': 'and so on',
      '∞': 'infinity',
      '∂': 'partial',
      '∑': 'sum of',
      '∏': 'product of',
      '⊤': 'transposed',
      α: 'alpha',
      β: 'beta',
      δ: 'delta',
      ϵ: 'epsilon',
      η: 'eta',
      ι: 'iota',
      σ: 'sigma',
      τ: 'tau',
      ϕ: 'phi',
      ω: 'omega',
    },
    negative: 'negative',
    open: { '(': 'open parenthesis', '[': 'open bracket', '|': 'bar', '': '' },
    close: { ')': 'close parenthesis', ']': 'close bracket', '|': 'bar', '': '' },
    index: (base, index, long) => `${base} sub ${index}${end(long, 'sub')}`,
    upperIndex: (base, index, long) => `${base} at ${index}${end(long, 'at')}`,
    ofLayer: (base, layer) => `${base} of layer ${layer}`,
    power: (base, power, long) => `${base} to the power of ${power}${end(long, 'power')}`,
    squared: (base) => `${base} squared`,
    transposed: (base) => `${base} transposed`,
    accent: {
      tilde: (base) => `${base} tilde`,
      hat: (base) => `${base} hat`,
      bar: (base) => `${base} bar`,
      right: (base) => `${base} along time`,
      left: (base) => `${base} against time`,
    },
    root: (of, long) => `square root of ${of}${end(long, 'root')}`,
    fraction: (above, below, long) =>
      long ? `fraction ${above} over ${below} end fraction` : `${above} over ${below}`,
    derivative: (of, by) => `partial ${of} by partial ${by}`,
    over: (sign, index, to) =>
      `${ranges[sign]} over ${index.replace(' equals ', ' from ')}${to === undefined ? '' : ` to ${to}`} of`,
    share: (of, t) => `the share of timestep ${t} in ${of}`,
    route: (of, via) => `the part of ${of} that comes through ${via}`,
    column: (entries) => `column ${entries.join('; ')}; end column`,
    matrix: (rows) =>
      `matrix ${rows.map((row, i) => `row ${i + 1}: ${row.join(', ')}`).join('; ')}; end matrix`,
    shape: (of, shape) => `${of} of shape ${shape.replaceAll('times', 'by')}`,
  } satisfies SpeechWords as SpeechWords,
}
