/** What is wrong with a file that somebody brings: the ids with their parts, and their English sentences. */
import type { None } from './mistake.ts'

export interface ExpectedInFiles {
  numberRows: None
  number: None
  matrix: None
  blocks: { readonly rows: number }
  wholePrint: None
  /** a file of a kind that is read */
  knownFile: None
  /** JSON that holds what is read */
  knownJson: None
  /** a text that is one of those that are read */
  knownText: None
  /** a table with a column of numbers */
  numberColumn: None
  /** a file that is whole: what is damaged in it */
  intact: { readonly what: string }
  spreadsheet: None
  oneText: None
  alphabet: { readonly most: number }
  /** data of a pickle, and no call of a function */
  noCode: { readonly name: string }
  /** the state_dict of a module, and not the module */
  stateDict: { readonly name: string; readonly code: string }
  noProjection: None
  /** something of a net that no document can say */
  unsupported: { readonly what: string }
  /** numbers that a file keeps in another one */
  outside: { readonly file: string }
  /** a tensor of a shape, with as many numbers as it says */
  shapeOf: { readonly shape: string }
  cellInside: None
  /** a net of sizes that a document may have; the modules of the file that are */
  tooLarge: { readonly most: number; readonly fits: readonly string[] }
  /** a file that is named as weights are, .pt */
  weightsInside: { readonly ending: string }
  /** an activation that the cell can have */
  activation: { readonly name: string; readonly names: readonly string[] }
  oneDirection: None
  manifest: { readonly names: readonly string[] }
  filesOfKinds: None
  notEmpty: None
  width: { readonly n: number }
  rowsOfFile: { readonly to: number }
  columnOfFile: { readonly names: readonly string[] }
  optionWords: { readonly words: readonly string[] }
  twoRows: None
  scalingList: None
  notZero: None
}

/** The sentences of a language for mistakes in files, by what was expected. */
export type TextsOfFiles = {
  readonly [Id in keyof ExpectedInFiles]: (parts: ExpectedInFiles[Id], got?: string) => string
}

const expected = (what: string, got?: string): string =>
  got === undefined ? `expected ${what}` : `expected ${what}, got ${got}`

/** How the files of weights end that are read, as people are told; the readers stand in src/formats/read/. */
export const weightEndings = ['.pt', '.safetensors', '.npz', '.h5', '.keras', '.onnx', 'JSON']

/** The English sentences of mistakes in files. */
export const englishOfFiles: TextsOfFiles = {
  numberRows: (_, got) => expected('rows of numbers', got),
  number: (_, got) => expected('a number', got),
  matrix: (_, got) => expected('a matrix', got),
  blocks: ({ rows }, got) => expected(`1, 3 or 4 blocks of ${rows} rows (RNN, GRU, LSTM)`, got),
  wholePrint: () => 'the print leaves numbers out with "...": print all of them',
  knownFile: (_, got) =>
    expected(`a table, a text, an experiment or weights (${weightEndings.join(', ')})`, got),
  knownJson: (_, got) =>
    expected(
      'JSON with a table (objects in a list, or lists of one length), lists of numbers, weights by name, or an experiment',
      got,
    ),
  knownText: (_, got) =>
    expected(
      'a table with a column of numbers, lines of a token and its tag, sentences with a class, or a text of 20 letters and more',
      got,
    ),
  numberColumn: (_, got) =>
    expected('a table with a column of numbers, or of texts beside one of classes', got),
  intact: ({ what }, got) => expected(`a file that is whole (${what})`, got),
  spreadsheet: () => 'a spreadsheet is not read: save it as CSV, or copy its cells and paste them',
  alphabet: ({ most }) =>
    `expected at most ${most} different words or characters in all sequences, since each is an input of its own`,
  oneText: () =>
    'each line is a sentence and its translation, which no experiment can say: keep one of the two columns',
  noCode: ({ name }) => `expected data alone, got a call of ${name}, which is not run`,
  stateDict: ({ name, code }) =>
    `expected a state_dict, got a whole module (${name}), whose code is not run; save its weights in Python:${code === '' ? '' : ` ${code}`}`,
  noProjection: () => 'a projection of the state (proj_size) is not supported',
  unsupported: ({ what }) => `${what} is not supported`,
  outside: ({ file }) => `its numbers are in another file (${file}): save the model with them inside`,
  shapeOf: ({ shape }, got) => expected(`a tensor of shape ${shape}`, got),
  weightsInside: ({ ending }) =>
    `expected weights, as its name says (${ending}); its content is something else, or damaged`,
  tooLarge: ({ most, fits }, got) =>
    `${expected(`at most ${most} inputs, units and outputs, each of which is shown`, got)}; ${fits.length > 0 ? `choose another module, ${fits.join(', ')}` : `train a smaller net to see it run, such as one with hidden_size ${most / 4}`}`,
  cellInside: (_, got) => expected('the weights of a recurrent layer (RNN, LSTM or GRU)', got),
  activation: ({ name, names }) => `expected an activation out of ${names.join(', ')}, got ${name}`,
  oneDirection: (_, got) => expected('outputs of both directions side by side (merge_mode "concat")', got),
  manifest: ({ names }) => `expected the files that it names beside it: ${names.join(', ')}`,
  filesOfKinds: (_, got) =>
    expected(
      'one file of a kind (weights, data, an experiment), or files of data with the same columns or as many rows',
      got,
    ),
  notEmpty: () => 'expected a file with something in it, got an empty one',
  width: ({ n }, got) =>
    expected(`rows of ${n} ${n === 1 ? 'number' : 'numbers'}, as the model takes them`, got),
  rowsOfFile: ({ to }, got) => expected(`rows a..b from 1 to ${to}`, got),
  columnOfFile: ({ names }, got) => expected(`one of the columns ${names.join(', ')}`, got),
  optionWords: ({ words }, got) =>
    expected(words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : words.join(''), got),
  twoRows: (_, got) => expected('at least one row that is whole', got),
  scalingList: (_, got) => expected('a list of columns that were scaled', got),
  notZero: (_, got) => expected('a number other than 0', got),
}
