/** The English of what was decided, and of why something is asked: the command line prints it, and the page in English. */
import type { Became, ColumnReason, ColumnRole, LayoutOption, Part, SaidTexts } from './said.ts'

const list = (all: readonly string[]): string => all.join(', ')
/** A column without a name goes by its number. */
const columns = (names: readonly string[]): string =>
  list(names.map((name) => (/^\d+$/.test(name) ? `column ${name}` : name)))
const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`

const roles: Readonly<Record<ColumnRole, string>> = {
  steps: 'labels of the timesteps',
  input: 'input',
  target: 'target',
  both: 'input, and target',
  out: 'left out',
}
const reasons: Readonly<Record<ColumnReason, string>> = {
  text: ' (text)',
  empty: ' (nothing but missing numbers)',
  time: '',
  chosen: '',
  number: '',
}
const became: Readonly<Record<Became, string>> = {
  input: 'input weights',
  recurrent: 'recurrent weights',
  joined: 'input and recurrent weights',
  bias: 'bias',
  peephole: 'peephole',
  head: 'head',
  headBias: 'bias of the head',
  embedding: 'embedding, stands before the cell and is left out',
  otherModule: 'of another module, left out',
  otherLayer: 'of another layer, left out',
  before: 'stands before the cell, left out',
  between: 'stands between the cell and the head, left out',
  after: 'comes after the output, left out',
  unused: 'left out',
}
const parts: Readonly<Record<Part, string>> = {
  inputs: 'the inputs',
  targets: 'the targets',
  inputNames: 'the names of the inputs',
  outputNames: 'the names of the outputs',
  stepNames: 'the names of the timesteps',
  initialState: 'the initial state',
}
const all = (of: readonly Part[]) => list(of.map((part) => parts[part]))
const layouts = {
  pytorch: 'PyTorch',
  keras: 'Keras: kernels are transposed, gates i f c o and z r h put in PyTorch’s order',
  onnx: 'ONNX: gates i o f c and z r h put in PyTorch’s order',
  tensorflow: 'TensorFlow: kernels over [x, h] are divided, gates i j f o put in PyTorch’s order',
  numpy: 'a net written by hand: matrices of gates stacked in PyTorch’s order',
} as const
const missingWays = {
  drop: 'their rows are left out',
  carry: 'the last number is carried forward',
  interpolate: 'interpolated between the numbers beside them',
  keep: 'kept as they are',
} as const

const laidOut: Readonly<Record<LayoutOption, (taken: string) => string>> = {
  joined: (taken) =>
    taken === 'hx'
      ? 'a joined matrix acts on [h, x]: its first columns are the recurrent ones'
      : 'a joined matrix acts on [x, h]: its first columns are the input ones',
  side: (taken) => `matrices stand ${taken === 'left' ? 'before the vector, W x' : 'behind the vector, x W'}`,
  gates: (taken) => `the gates are stacked in the order ${[...taken].join(' ')}`,
}
const whyLaidOut: Readonly<Record<LayoutOption, string>> = {
  joined: 'a matrix acts on h and x joined, and nothing says which of them comes first',
  side: 'the matrices are square, and no shape says whether they stand before the vector, W x, or behind it, x W',
  gates: 'no name says in which order the gates are stacked',
}

const markNames = { comma: 'comma', middle: 'middle dot' } as const

/** The English sentences. */
export const english: SaidTexts = {
  became,
  said: {
    encoding: ({ name }) => `the file is not UTF-8; it is read as ${name}`,
    together: ({ how, names }) =>
      ({
        series: `each file is a series of its own: ${list(names)}`,
        below: `one file below the other: ${list(names)}`,
        beside: `the files are read side by side, row by row: ${list(names)}`,
        classes: `each file has the lines of one class, which is its name: ${list(names)}`,
      })[how],
    unused: ({ name }) => `${name}: not used`,
    unopened: ({ names }) => `not opened, since only data are read: ${list(names)}`,
    header: ({ names }) => `header: ${list(names)}`,
    headerAgain: ({ n }) => `the header comes again below, ${n === 1 ? 'once' : `${n} times`}: left out`,
    column: ({ n, name, role, reason }) =>
      `column ${n}${name ? ` "${name}"` : ''}: ${roles[role]}${role === 'out' ? reasons[reason] : ''}`,
    comments: ({ n }) => `comments: ${count(n, 'line')} left out`,
    inside: ({ name, left }) =>
      `the table stands in ${name}${left.length > 0 ? `; left out: ${list(left)}` : ''}`,
    preamble: ({ texts }) => `left out above the table: ${texts.map((text) => `"${text}"`).join(', ')}`,
    footer: ({ texts }) => `footer left out: ${texts.map((text) => `"${text}"`).join(', ')}`,
    decimalMark: ({ mark, text, number }) => `the ${markNames[mark]} is a decimal mark: ${text} is ${number}`,
    thousands: ({ text, number }) => `marks of thousands are left out: ${text} is ${number}`,
    percent: ({ text, number }) => `per cent: ${text} is read as ${number}`,
    scaled: ({ text, number }) => `letters for thousands and more are multiplied out: ${text} is ${number}`,
    negative: ({ text, number }) => `a negative number of bookkeepers: ${text} is ${number}`,
    unit: ({ unit }) => `the unit is left out of the numbers: ${unit}`,
    noNumbers: ({ texts, n }) =>
      `taken as missing, since ${n === 1 ? 'it is no number' : 'they are no numbers'}: ${texts.map((text) => `"${text}"`).join(', ')}${n > texts.length ? ` (${n} cells)` : ''}`,
    turned: ({ how, left }) =>
      `${
        how === 'years'
          ? 'the columns are times of a year: the table is read as one series, in the order of time'
          : 'time runs across: each row of the file is a series, and the table is turned'
      }${left.length > 0 ? `; left out: ${list(left)}` : ''}`,
    group: ({ name, by, of }) =>
      `the file has ${of} series, told apart by ${columns([by])}: the rows of ${name} are read`,
    unsorted: () => 'the times of the rows are not in order: the rows are read as they stand',
    across: () => 'the row is read as one number a timestep',
    reversed: () => 'the newest row stood first: the rows are reversed, so that time runs forwards',
    newest: () => 'the newest row stands first, and time runs backwards, as --order given says',
    nines: ({ numbers }) => `taken as missing too: ${list(numbers)}`,
    missing: ({ how, n }) => `missing: ${count(n, 'value')}, ${missingWays[how]}`,
    unscaled: ({ large, small, times }) =>
      `nothing is scaled: numbers of ${large} are ${times} times those of ${small}; a net learns such columns better standardised`,
    rows: ({ from, to, of }) => `rows ${from} to ${to} of ${of} are read`,
    window: ({ steps, windows, stride }) =>
      `the first window of ${count(steps, 'timestep')} is opened; there are ${windows}${stride > 1 ? `, each ${stride} rows after the one before` : ''}`,
    next: ({ names }) => `target: the next value of ${columns(names)}`,
    sameStep: ({ names }) => `target: ${columns(names)} of the same row`,
    noTarget: () => 'target: the data have none that fits, 0 is made up',
    classes: ({ name, names }) => `target: the class ${columns([name])} (${list(names)})`,
    scaling: ({ how, columns: scaled, fitted, of }) =>
      `${how === 'minmax' ? 'min–max scaling to 0 … 1' : 'standardised to mean 0 and standard deviation 1'}: ${columns(scaled)}, ${fitted < of ? `by the first ${fitted} of the ${of} rows that are read, whose windows would train` : `by all ${count(of, 'row')} that are read`}`,
    sequence: ({ k, of }) => `sequence ${k} of ${of} is opened`,
    width: ({ before, now }) =>
      `the model had inputs D = ${before} and now has D = ${now}: weights that fit are kept, others drawn anew`,
    samples: ({ n, name }) => `${n} series, one in each row${name ? `: ${name} is read` : ''}`,
    ofSample: ({ names }) =>
      names.length > 0
        ? `target: the class of the series (${list(names)})`
        : 'target: the number of the series',
    characterRange: ({ from, to, of }) => `characters ${from} to ${to} of ${of} are read`,
    characters: ({ n, kinds }) =>
      `text: ${count(n, 'character')}, the next one is the class; ${kinds} different ones`,
    tags: ({ words, tags, sentences }) =>
      `tokens with tags: ${count(sentences, 'sentence')}, ${count(words, 'different word')}, tags ${list(tags)}`,
    sentences: ({ n, classes, first }) => `${count(n, 'sentence')} with classes ${list(classes)}: "${first}"`,
    textColumns: ({ text, label, left }) =>
      `sentences: ${columns([text])}, their class: ${columns([label])}${left.length > 0 ? `; left out: ${columns(left)}` : ''}`,
    oneHot: ({ n }) => `inputs are one-hot, of length ${n}`,
    layout: ({ layout }) => `layout of ${layouts[layout]}`,
    module: ({ name, cell, D, H, layers, both }) =>
      `module ${name || '(root)'}: ${cell}, D = ${D}, H = ${H}${layers > 1 ? `, ${layers} layers` : ''}${both ? ', both directions' : ''}`,
    layer: ({ k, of }) =>
      `layer ${k} of 0 … ${of - 1} alone: ${k === 0 ? 'it reads the inputs of the net' : 'x is what the layer below would say'}`,
    tensor: ({ name, shape, became: as, weights }) =>
      `tensor ${name} (${shape}): ${became[as]}${weights.length > 0 ? ` (${list(weights)})` : ''}`,
    remark: ({ remark }) =>
      ({
        initialState:
          'the model gives the cell an initial state, by another cell or as an input: here it is 0',
        oldGates:
          'the file does not say what squashes the gates: the hard sigmoid, which was Keras’ usual before 2.3',
        usualActivations:
          'the file has no configuration: activations are taken to be Keras’ usual, tanh and sigmoid in the gates',
        forgetBias: 'the cell of TensorFlow adds 1 to the forget gate: it is added to the bias here',
        backward:
          'the layer runs from the last timestep to the first (go_backwards): y stands at the timestep that was read, where Keras gives the outputs in the order in which they come',
        cellOrder: 'a GRU written by hand: r multiplies h before the matrix, and z keeps the old h',
      })[remark],
    laidOut: ({ option, taken }) => laidOut[option](taken),
    head: ({ name }) => `head: ${name}`,
    wideHead: ({ name, n, most }) =>
      `${name} has ${n} outputs, more than the ${most} of an experiment: it is left out`,
    ends: () =>
      'the head reads each direction where it ended: h at the last timestep, and the one that runs back at the first',
    identity: ({ n }) =>
      `no head in the file follows the cell: the output y is h itself (the head is the identity, ${n} × ${n})`,
    between: ({ names }) =>
      `the head is given h as it is; left out between the cell and the head, so that y is not what the model says: ${list(names)}`,
    after: ({ names }) => `the output y is not the model’s last word; left out behind it: ${list(names)}`,
    ignored: ({ names }) => `not used: ${list(names)}`,
    output: ({ name, activation }) => `the model applies ${activation} to the output of ${name}`,
    activation: ({ name }) => `activation: ${name}, as the file says`,
    gates: ({ name }) => `the gates are squashed by ${name}, as the file says`,
    ownCell: ({ name }) =>
      `the cell has other activations than usual and is opened with its equations: ${name}`,
    zero: ({ names }) => `not in the file, so taken as 0: ${list(names)}`,
    madeUp: ({ steps }) => `the file has no inputs yet: a sequence of ${steps} timesteps is made up`,
    embedded: ({ name }) => `inputs are rows of the embedding ${name}`,
    kept: ({ kept, made, dropped }) =>
      [
        ...(kept.length > 0 ? [`kept: ${all(kept)}`] : []),
        ...(made.length > 0 ? [`made up: ${all(made)}`] : []),
        ...(dropped.length > 0 ? [`dropped: ${all(dropped)}`] : []),
      ].join('; '),
    lossChanged: ({ kind }) => `loss: ${kind}, which fits the targets`,
  },
  why: {
    missing: ({ n, row }) => `${n === 1 ? '1 value is' : `${n} values are`} missing, first in row ${row}`,
    sentinel: ({ n, number, row }) =>
      `${n === 1 ? '1 value is' : `${n} values are`} ${number}, which often stands for a missing one, first in row ${row}`,
    decimal: ({ text, grouped, decimal }) => `${text} may be ${grouped} or ${decimal}`,
    percent: ({ percent, plain }) =>
      `${percent} and ${plain} stand in one column: ${percent} may be the number before the sign, or hundredths`,
    header: ({ text }) => `${text} may be a name or the first value`,
    across: ({ how, first, last }) =>
      `${first} … ${last} are times: ${how === 'years' ? 'the table may be one series across its rows' : 'each row may be a series'}, or each of them a column`,
    groups: ({ by, n, names }) =>
      `${n} series stand below one another, told apart by ${columns([by])}: ${list(names)}${n > names.length ? ', …' : ''}`,
    columns: ({ most, n }) => `the table has ${n} columns of numbers, and a model at most ${most} inputs`,
    samples: ({ n }) => `each row has up to ${n} numbers: it may be a series, or each of them a column`,
    batch: ({ n }) => `the file has a batch of ${n} sequences`,
    modules: ({ names }) => `the file has several: ${list(names)}`,
    heads: ({ names }) =>
      `several matrices follow the cell: ${list(names)}; y is what the head says, and not the model’s last word`,
    activation: () => 'the file does not say',
    laidOut: ({ option }) => whyLaidOut[option],
    large: ({ most }) =>
      `the net is larger than the ${most} inputs and units of an experiment; these layers are not`,
    inputs: ({ D, n }) => `the model takes ${D}, the table has ${n} columns of numbers`,
  },
}
