/** English texts of the editor of a cell. */

type Text = string

export default {
  hint: 'A line for each equation. x comes in, h must be written; what is written and read at [t-1] is a state, what is only read is a weight. A product is a space or ⊙ (or *); \\alpha, \\odot and ^T become signs, and equations of a paper can be pasted; A : [H, N] says a shape; what follows # names a symbol.',
  from: 'Start from',
  present: 'the cell of the experiment',
  empty: 'nothing',
  kept: 'Your own cells',
  library: 'Library',
  name: 'Name',
  units: 'Units H',
  size: (letter: string): Text => `Size ${letter}`,
  equations: 'Equations of the cell',
  insert: 'Insert',
  complete: 'Complete the word (Ctrl and the space bar take the first)',
  inserted: (sign: string): Text => `Insert ${sign}`,
  fine: 'The equations can be used.',
  doubts: {
    idle: (name: string, line: number): Text =>
      `Line ${line}: ${name} does nothing, no line on the way to h reads it.`,
    joined: (name: string, line: number, meant: string): Text =>
      `Line ${line}: ${name} is a weight. Did you mean ${meant}, with a space?`,
    misspelt: (name: string, line: number, meant: string): Text =>
      `Line ${line}: ${name} is a weight. Did you mean ${meant}?`,
  },
  meant: (meant: string): Text => `did you mean ${meant}?`,
  goTo: 'Go to the place',
  lastGood: 'What stands beside is the last text without a mistake.',
  drawing: 'Drawing',
  changedName: (name: string): Text => `${name}, changed`,
  untitled: 'My cell',
  weights: 'Weights',
  weight: 'Weight',
  shape: 'Shape',
  fresh: 'new',
  numbers: 'Size',
  number: 'a number',
  noInput: 'No line reads x: the cell does not see its input.',
  count: (cell: number, head: number): Text => `${cell} parameters in the cell, ${head} in the readout`,
  states: (names: readonly string[]): Text =>
    names.length === 0 ? 'No state: nothing is carried on.' : `States: ${names.join(', ')}`,
  gradients: 'The derived backward pass',
  changes: (added: number, removed: number): Text =>
    `Change against the beginning: ${added} ${added === 1 ? 'line' : 'lines'} added, ${removed} removed`,
  addedLine: 'added',
  removedLine: 'removed',
  use: 'Use this cell',
  weightsStay: 'The cell is edited: weights of the same symbol keep their numbers.',
  weightsDrawn: 'It is another cell: all weights are drawn anew.',
  keep: 'Keep',
  isKept: (name: string): Text => `“${name}” is kept in this browser.`,
  notKept: 'This browser keeps nothing. Save the cell as a file.',
  replaces: (name: string): Text => `Keep (replaces “${name}”)`,
  saveFile: 'Save as a file',
  openFile: 'Open a file',
  notRead: (why: string): Text => `Not opened: ${why}.`,
  open: (name: string): Text => `Open ${name}`,
  remove: 'Delete',
  isDeleted: (name: string): Text => `“${name}” is deleted.`,
  putBack: 'Undo',
  removeNamed: (name: string): Text => `Delete ${name}`,
  damaged: (n: number): Text =>
    n === 1
      ? 'What is kept here as a cell cannot be read; it is left where it is.'
      : `${n} entries kept here cannot be read as cells; they are left where they are.`,
}
