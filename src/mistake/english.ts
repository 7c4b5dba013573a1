/** The English of every mistake: what the command line prints, and the page in English. */
import { englishOfEquations } from './equations.ts'
import { englishOfFiles } from './files.ts'
import { type Mistake, type MistakeTexts, mistakeIn } from './mistake.ts'

/** "1 row", "2 rows" */
const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`
const expected = (what: string, got?: string): string =>
  got === undefined ? `expected ${what}` : `expected ${what}, got ${got}`
const range = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? `timestep ${from}` : `a timestep from ${from} to ${to}`

function either(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`)
  return quoted.length === 1 ? quoted[0]! : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}

/** The English sentence of every mistake. */
export const english: MistakeTexts = {
  at: (where, sentence) => `${where}: ${sentence}`,
  where: {
    key: ({ key }) => key,
    document: () => 'document',
    file: () => 'file',
    target: () => 'target',
    net: () => 'this net',
    line: ({ line }) => `line ${line}`,
    column: ({ line, column }) => `line ${line}, column ${column}`,
    text: ({ key, line, column }) => `${key} line ${line}, column ${column}`,
  },
  got: {
    nothing: () => 'nothing',
    function: () => 'a function',
    emptyList: () => 'an empty list',
    list: ({ n }) => `a list of ${n}`,
    object: () => 'an object',
    unreadable: () => 'something that cannot be read',
    unreadableText: () => 'a text that cannot be read',
    both: () => 'both',
    neither: () => 'neither',
    none: () => 'none',
    more: () => 'more',
    endOfLine: () => 'the end of the line',
    rows: ({ n }) => count(n, 'row'),
    megabytes: ({ n }) => `${n} MB`,
    batch: ({ n }) => `a batch of ${n}`,
    names: ({ names }) => names.join(', '),
    value: ({ text }) => text,
  },
  expected: {
    ...englishOfEquations,
    ...englishOfFiles,
    experiment: (_, got) => expected('an experiment document', got),
    object: (_, got) => expected('an object', got),
    finite: (_, got) => expected('a finite number', got),
    notNegative: (_, got) => expected('a number that is not negative', got),
    boolean: (_, got) => expected('true or false', got),
    text: (_, got) => expected('a text', got),
    textOrLanguages: (_, got) => expected('a text or an object with "en" and "zh"', got),
    languages: (_, got) => expected('"en" or "zh"', got),
    weightsOrInit: (_, got) => expected('"weights" or "init"', got),
    targetList: (_, got) => expected('a list of targets', got),
    readable: (_, got) => expected('a file that can be read', got),
    megabytes: ({ most }, got) => expected(`at most ${most} MB`, got),
    json: (_, got) => expected('JSON', got),
    jsonAt: ({ line, column }, got) => `expected JSON, line ${line}, column ${column}: got ${got}`,
    jsonEnds: ({ line, column }) =>
      `expected JSON, got a text that ends too early, at line ${line}, column ${column}`,
    whole: ({ from, to }, got) => expected(`a whole number from ${from} to ${to}`, got),
    class: ({ to }, got) => expected(`a class from 0 to ${to}`, got),
    numbers: ({ n }, got) => expected(count(n, 'number'), got),
    numberList: ({ n }, got) => expected(`a list of ${count(n, 'number')}`, got),
    rows: ({ n }, got) => expected(count(n, 'row'), got),
    rowsOf: ({ m, n }, got) => expected(`${count(m, 'row')} of ${count(n, 'number')}`, got),
    rowList: ({ n }, got) => expected(`a list of rows of ${count(n, 'number')}`, got),
    texts: ({ n }, got) => expected(count(n, 'text'), got),
    textList: ({ n }, got) => expected(`a list of ${count(n, 'text')}`, got),
    timesteps: ({ most }, got) => expected(`1 to ${most} timesteps`, got),
    timestepsOfWeights: ({ n }, got) =>
      expected(`${count(n, 'timestep')}, one for each of loss.weights`, got),
    targets: ({ n }, got) => expected(count(n, 'target'), got),
    oneOrTargets: ({ n }, got) => expected(`1 or ${n} targets`, got),
    words: ({ words }, got) => expected(either(words), got),
    cellAsEquations: ({ words }, got) =>
      `${expected(either(words), got)}; any other cell, also one of the library, stands in "layers" of an "unrolled/2" document as {"name": …, "equations": …}, and the page saves it so`,
    unknownKey: ({ keys }) => `unknown key, expected one of ${keys.join(', ')}`,
    otherCell: ({ cell, belongs }, got) =>
      expected(`no such key for a cell "${cell}" (it belongs to "${belongs}")`, got),
    layerList: (_, got) => expected('a list of layers', got),
    layersAtMost: ({ most }, got) => expected(`at most ${most} layers`, got),
    lossAtLast: () => expected('"at": "last" in the loss'),
    noAttention: () => expected('"step" beside attention'),
    ownSizes: (_, got) => expected('no sizes beside a cell of the library', got),
    sizeLetter: (_, got) => expected('letters of sizes other than D and H', got),
    shortText: ({ most }, got) => expected(`a text of 1 to ${most} characters`, got),
    gradientName: ({ example }, got) => expected(`the name of a gradient, such as ${example}`, got),
    gradient: ({ example }, got) => expected(`a gradient, such as ${example}`, got),
    gradientOf: ({ names }, got) => expected(`the gradient of one of ${names.join(' ')}`, got),
    timestep: ({ example, ...times }, got) => expected(`${range(times)}, such as ${example}`, got),
    timestepOf: ({ name, ...times }, got) => expected(`${range(times)} for ${name}`, got),
    weightSum: (_, got) => expected('a running sum of a weight only', got),
    element: (_, got) => expected('one element', got),
    elementIn: ({ from, to }, got) => expected(`an element from ${from} to ${to}`, got),
    row: ({ to, name }, got) => expected(`a row from 0 to ${to} of ${name}`, got),
    usedRow: ({ name, row }) =>
      `expected a row of ${name} that the variant uses, got row ${row}: its gradient is zero`,
    wayToLoss: ({ name }) => `expected a symbol with a way to the loss, got ${name}: its gradient is zero`,
    training: (_, got) => expected('a training document', got),
    sequenceList: (_, got) => expected('a list of sequences', got),
    within: ({ from, to }, got) => expected(`a number from ${from} to ${to}`, got),
    positive: (_, got) => expected('a number above 0', got),
    fraction: (_, got) => expected('a number from 0 to below 1', got),
    batchSize: ({ to }, got) => expected(`"full" or a whole number from 1 to ${to}`, got),
    rowsForWindow: ({ n }, got) => expected(`at least ${count(n, 'row')} for a window and its target`, got),
    inputsOfTask: ({ n, task }, got) => expected(`${count(n, 'input')} for the task "${task}"`, got),
    outputsOfTask: ({ n, task }, got) => expected(`${count(n, 'output')} for the task "${task}"`, got),
    inputsOfData: ({ n, given }) =>
      `it takes ${count(n, 'input')}, and the data give ${given}; its inputs are changed under Model`,
    outputsOfData: ({ n, given }) =>
      `it has ${count(n, 'output')}, and the data ask for ${given}; its outputs are changed under Model`,
    memory: ({ most }, got) =>
      expected(`sizes and lengths that training can hold in ${most} MB of memory`, got),
  },
}

/** A result that is a mistake; `error` is its English line. */
export interface Failure {
  readonly ok: false
  readonly mistake: Mistake
  readonly error: string
}

/** The result of a mistake, with its line in English. */
export const failure = (mistake: Mistake): Failure => ({
  ok: false,
  mistake,
  error: mistakeIn(mistake, english),
})
