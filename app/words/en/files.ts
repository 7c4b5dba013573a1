/** What is said of files that are opened, and of experiments that are kept. */
type Text = string

/** The parts of an experiment that weights from a file leave, make up or drop. */
const partNames: Readonly<Record<string, Text>> = {
  inputs: 'the inputs',
  targets: 'the targets',
  someTargets: 'the targets that do not fit',
  inputNames: 'the names of the inputs',
  outputNames: 'the names of the outputs',
  stepNames: 'the names of the timesteps',
  initialState: 'the initial state',
}
const partName = (part: string): Text => partNames[part] ?? part

export const files = {
  notOpened: (what: string): Text => `Not opened: ${what}.`,
  kept: {
    title: (n: number): Text => `Kept in this browser (${n})`,
    hint: 'Experiments that are too large for a link. They stay on this machine until you delete them.',
    facts: (when: string, size: number): Text => `${when}, ${Math.ceil(size / 1024)} kB`,
    open: 'open now',
    remove: 'Delete',
    sure: 'Delete for good?',
  },
  readNotes: {
    sequence: ([steps, inputs]: readonly string[]): Text =>
      `Timesteps: ${steps}; inputs at each: ${inputs}; no targets, so those on the page stay.`,
    targets: ([steps, inputs]: readonly string[]): Text =>
      `Timesteps: ${steps}; inputs at each: ${inputs}; behind them the target.`,
    width: ([before, now]: readonly string[]): Text =>
      `The model had inputs D = ${before} and now has D = ${now}: input weights that fit are kept, others drawn anew.`,
    targetsMade: ([n]: readonly string[]): Text => `Targets made up by repeating the last one: ${n}.`,
    header: (names: readonly string[]): Text => `The first line is taken as names: ${names.join(', ')}.`,
    labels: ([name, first]: readonly string[]): Text =>
      `The first column${name ? ` (${name})` : ''} labels the timesteps: ${first}, ….`,
    comments: ([n]: readonly string[]): Text => `Left out: lines that begin with # (${n}).`,
    footer: (texts: readonly string[]): Text => `Left out at the end: “${texts.join('”, “')}”.`,
    decimalComma: ([text, number]: readonly string[]): Text =>
      `The comma is read as a decimal mark: ${text} is ${number}.`,
    thousands: ([text, number]: readonly string[]): Text =>
      `Marks of thousands are left out: ${text} is ${number}.`,
    percent: ([text, number]: readonly string[]): Text => `Per cent: ${text} is read as ${number}.`,
    scaled: ([text, number]: readonly string[]): Text =>
      `K, M and B are thousands, millions, billions: ${text} is ${number}.`,
    across: (_: readonly string[]): Text => 'The row is read as one number a timestep.',
    newest: (_: readonly string[]): Text =>
      'The newest row stands first, so time runs backwards; turn the rows round in the file if you want it forwards.',
    sentinel: (columns: readonly string[]): Text =>
      `Numbers that many files write where one is missing are taken as they stand, by column: ${columns.join('; ')}.`,
    encoding: ([name]: readonly string[]): Text => `The file is not UTF-8; it is read as ${name}.`,
    fits: (kept: readonly string[], made: readonly string[], dropped: readonly string[]): Text => {
      const clauses = [
        ...(kept.length > 0 ? [`kept from the page: ${kept.map(partName).join(', ')}`] : []),
        ...(made.length > 0
          ? [`made up as 0, since there are none of this size yet: ${made.map(partName).join(', ')}`]
          : []),
        ...(dropped.length > 0 ? [`dropped: ${dropped.map(partName).join(', ')}`] : []),
      ]
      const sentence = clauses.join('; ')
      return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
    },
    zero: (names: readonly string[]): Text => `Not in the file, so taken as 0: ${names.join(', ')}.`,
    head: ([name]: readonly string[]): Text => `${name} is the head.`,
    identity: ([n]: readonly string[]): Text =>
      `No head follows the cell in the file, so the output y is h itself (the head is the identity, ${n} × ${n}).`,
    after: (names: readonly string[]): Text =>
      `What the model computes after that is left out, so y is not its last word: ${names.join(', ')}.`,
    activation: (_: readonly string[]): Text =>
      'The file does not say whether the RNN uses tanh or relu: tanh is taken; change it under Model.',
    keras: (_: readonly string[]): Text =>
      'These are weights of Keras: kernels are transposed and gates put in PyTorch’s order.',
    ignored: (names: readonly string[]): Text => `Not used: ${names.join(', ')}.`,
    unused: (_: readonly string[]): Text =>
      'Not used: another of the files is of the same kind, and only one can be open.',
  },
  pasted: { experiment: 'Pasted experiment', sequence: 'Pasted sequence', weights: 'Pasted weights' },
}
