/** What is wrong with the equations of a cell: the ids with their parts, and their English sentences. */
import type { None } from './mistake.ts'

/** What is written otherwise in papers and programs than here. */
export type Written =
  | 'square'
  | 'transposed'
  | 'power'
  | 'root'
  | 'absolute'
  | 'sum'
  | 'before'
  | 'names'
  | 'line'
  | 'equals'
  | 'signs'

export interface ExpectedInEquations {
  /** `write`: how what was meant is written here */
  symbolNumberOrOperation: { readonly write?: Written }
  productSign: None
  letterFirst: None
  numberApart: None
  symbol: None
  equalsOrAdds: None
  equalsOrColon: None
  mark: { readonly mark: string }
  word: { readonly word: string }
  /** [x, h] behind a weight */
  joined: None
  letterOfSize: None
  endOfLine: None
  atMostMatrix: None
  operationOrEnd: None
  depth: { readonly most: number }
  vectorToMultiply: None
  factor: None
  symbolNumberOrBracket: None
  /** `near`: the function whose name is nearly what was written */
  functionNamed: { readonly name: string; readonly names: readonly string[]; readonly near?: string }
  bracketAfter: { readonly name: string }
  operands: { readonly n: number; readonly name: string }
  knownSymbol: None
  equation: None
  /** shapes as people write them: [H × D], a number is [] */
  shape: { readonly name: string; readonly shape: string; readonly found: string }
  shapeHere: { readonly shape: string; readonly found: string }
  /** was the product of each element written with a star? */
  sameShapes: { readonly one: string; readonly other: string; readonly star: boolean }
  vector: { readonly found: string }
  matrixAfter: { readonly name: string; readonly found: string }
  asManyRows: { readonly one: string; readonly other: string }
  fits: {
    readonly one: string
    readonly other: string
    readonly hint: 'none' | 'vectors' | 'diag' | 'transposed'
  }
  twoMatrices: None
  numberBefore: None
  transposedProduct: None
  notTransposed: None
  beforeMatrix: { readonly name: string }
  operation: { readonly text: string }
  lines: { readonly most: number }
  lineLength: { readonly most: number }
  cellSymbol: { readonly names: readonly string[] }
  cellSymbolOrX: { readonly names: readonly string[] }
  writtenOnce: { readonly name: string; readonly line: number }
  declaredOnce: { readonly name: string; readonly line: number }
  /** `as`: how h seems to be called */
  writesH: { readonly as?: string }
  readByEquation: { readonly name: string }
  sizes: { readonly letters: readonly string[] }
  declarationOf: { readonly letter: string }
  notFunction: { readonly name: string }
  notTime: None
  notLayer: None
  notReverse: None
  notOfNet: { readonly name: string }
  /** `near`: what was meant, where it can be told */
  hasBefore: { readonly name: string; readonly near?: string }
  writtenAbove: { readonly name: string; readonly line: number }
}

/** The sentences of a language for mistakes in equations, by what was expected. */
export type TextsOfEquations = {
  readonly [Id in keyof ExpectedInEquations]: (parts: ExpectedInEquations[Id], got?: string) => string
}

/** A shape in words. */
const shaped = (shape: string): string => (shape === '[]' ? 'a number' : shape)
const expected = (what: string, got?: string): string =>
  got === undefined ? `expected ${what}` : `expected ${what}, got ${got}`

const writings: Readonly<Record<Written, string>> = {
  square: 'a square is written a²',
  transposed: 'what is transposed is written Wᵀ',
  power: 'e to the power of a is written exp(a), and a square a²',
  root: 'a root is written sqrt(a)',
  absolute: 'an absolute value is written abs(a)',
  sum: 'the sum of all elements is written sum(a)',
  before: 'the timestep before is written h[t-1]',
  names: 'a name has letters, digits and _ alone, such as f_1',
  line: 'each equation stands in a line of its own',
  equals: 'a line is written with =',
  signs: 'signs are written themselves, such as σ and ⊙',
}

const hints = {
  none: '',
  transposed: '',
  vectors: '; products of vectors are written u ⊙ v, uᵀ v or u vᵀ',
  diag: '; a factor for each row of a matrix is written diag(v) A',
}

/** The English sentences of mistakes in equations. */
export const englishOfEquations: TextsOfEquations = {
  letterFirst: (_, got) => expected('a name that begins with a letter', got),
  numberApart: (_, got) =>
    expected('a number such as 0.9, 8 or 1e-3, with a space between it and a symbol', got),
  symbolNumberOrOperation: ({ write }, got) =>
    `${expected('a symbol, a number or an operation', got)}${write ? `; ${writings[write]}` : ''}`,
  productSign: (_, got) => expected('a product with a space (W x), or of each element with ⊙ or *', got),
  symbol: (_, got) => expected('a symbol', got),
  equalsOrAdds: (_, got) => expected('= or +=', got),
  equalsOrColon: (_, got) => expected('= or :', got),
  mark: ({ mark }, got) => expected(`"${mark}"`, got),
  word: ({ word }, got) => expected(word, got),
  joined: (_, got) => `${expected('t-1', got)}; a matrix for [x, h] joined is written as two: W x + U h[t-1]`,
  letterOfSize: (_, got) => expected('the letter of a size, such as H', got),
  endOfLine: (_, got) => expected('the end of the line', got),
  atMostMatrix: (_, got) => expected('a number [], a vector [H] or a matrix [H, D]', got),
  operationOrEnd: (_, got) => expected('an operation or the end of the line', got),
  depth: ({ most }, got) => expected(`at most ${most} operations inside each other`, got),
  vectorToMultiply: (_, got) =>
    `${expected('a vector to multiply with', got)}; (W - Wᵀ) v is written W v - Wᵀ v`,
  factor: (_, got) => expected('a factor', got),
  symbolNumberOrBracket: (_, got) => expected('a symbol, a number or "("', got),
  functionNamed: ({ name, names, near }, got) =>
    near
      ? `${expected('a function', got)}; did you mean ${near}(…)?`
      : `${expected(`a function (${names.join(', ')})`, got)}; a product wants a space: ${name} (…)`,
  bracketAfter: ({ name }, got) => expected(`"(" after the function ${name}`, got),
  operands: ({ n, name }, got) => expected(`${n === 1 ? 'one operand' : 'two operands'} of ${name}`, got),
  knownSymbol: (_, got) => expected('a known symbol', got),
  equation: (_, got) => expected('an equation', got),
  shape: ({ name, shape, found }) => expected(`${shaped(shape)} for ${name}`, shaped(found)),
  shapeHere: ({ shape, found }) => expected(`${shaped(shape)} here`, shaped(found)),
  sameShapes: ({ one, other, star }) =>
    `${expected('two operands of one shape', `${shaped(one)} and ${shaped(other)}`)}${star ? '; a matrix times a vector is written with a space: W x' : ''}`,
  vector: ({ found }) => expected('a vector', shaped(found)),
  matrixAfter: ({ name, found }) =>
    `${expected(`a matrix after ${name}(…)`, shaped(found))}; a factor for each element of a vector is written u ⊙ v`,
  asManyRows: ({ one, other }) =>
    expected('a vector and a matrix with as many rows', `${shaped(one)} and ${shaped(other)}`),
  fits: ({ one, other, hint }) =>
    expected(
      'a matrix and a vector that fit',
      `${shaped(one)}${hint === 'transposed' ? ' transposed' : ''} and ${shaped(other)}${hints[hint]}`,
    ),
  twoMatrices: () =>
    'expected a matrix and a vector, got two matrices side by side; the product of each element is written A ⊙ B',
  numberBefore: (_, got) =>
    `${expected('a number in front of a matrix', got)}; products are taken from the right: A u vᵀ is A (u vᵀ), brackets make it (A u) vᵀ`,
  transposedProduct: () => 'expected a product with what is transposed: Wᵀ v, v kᵀ or uᵀ v',
  notTransposed: () => 'expected a vector that is not transposed',
  beforeMatrix: ({ name }) => `expected ${name}(…) in front of a matrix`,
  operation: ({ text }) => text,
  lines: ({ most }, got) => expected(`at most ${most} lines`, got),
  lineLength: ({ most }, got) => expected(`at most ${most} characters in a line`, got),
  cellSymbol: ({ names }, got) =>
    expected(`a symbol of the cell (${names.join(', ')} belong to the net)`, got),
  cellSymbolOrX: ({ names }, got) =>
    expected(`a symbol of the cell or x (${names.join(', ')} belong to the net)`, got),
  writtenOnce: ({ name, line }) =>
    `expected each symbol to be written once, got "${name}" again (line ${line})`,
  declaredOnce: ({ name, line }) =>
    `expected each symbol to be declared once, got "${name}" again (line ${line})`,
  writesH: ({ as }) =>
    `expected a line that writes h, what the cell says, got ${as ? `"${as}"; the timestep is not written: h, x, and h[t-1] for the one before` : 'none'}`,
  readByEquation: ({ name }) => `expected a symbol that an equation reads, got "${name}"`,
  sizes: ({ letters }, got) => expected(`the letter of a size (${letters.join(', ')})`, got),
  declarationOf: ({ letter }) =>
    `expected a declaration that uses the size ${letter}, such as A : [H, ${letter}], got none`,
  notFunction: ({ name }, got) => expected(`a symbol (${name} is a function)`, got),
  notTime: (_, got) => expected('a symbol (t is the timestep)', got),
  notLayer: (_, got) => expected('a symbol that does not end like a layer, _l and digits', got),
  notReverse: (_, got) => expected('a symbol that does not end in _reverse', got),
  notOfNet: ({ name }, got) => expected(`a symbol of the cell (${name} belongs to the net)`, got),
  hasBefore: ({ name, near }) =>
    `expected x or a symbol that a line writes before [t-1], got the weight "${name}"${near ? `; did you mean ${near}[t-1]?` : ''}`,
  writtenAbove: ({ name, line }) =>
    `expected a symbol that a line above has written, got "${name}" (written in line ${line}; ${name}[t-1] is its value before)`,
}
