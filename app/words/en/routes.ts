/** The gradient divided by route. [[C]] is the symbol C at the timestep in question, [[C-1]] the one before. */
type Text = string

export default {
  title: (state: string): Text => `Which way did the gradient come to ${state}?`,
  none: 'This cell carries no state from one timestep to the next, so that no route leads back.',
  ofState: 'State',
  intro: {
    memory: (state: string): Text =>
      `Every path from the loss back to ${state} belongs to one route: along ${state} only, or by the first gate or value that it enters on its way. The routes add up to the whole gradient.`,
    hidden: (state: string): Text =>
      `Every path from the loss back to ${state} belongs to one route: along ${state} only, or by the first gate or value that it enters. The routes add up to the whole gradient.`,
    mixed: (state: string): Text =>
      `Every path from the loss back to ${state} belongs to one route: straight to the loss of this timestep, or through what reads it next. The routes add up to the whole gradient.`,
  },
  question: {
    kept: (state: string, factor: string): Text => `Is ∂[[${state}]] / ∂[[${state}-1]] just ${factor}?`,
    mixed: (state: string): Text => `Is anything of [[${state}-1]] kept in [[${state}]]?`,
  },
  answer: {
    alone: (state: string): Text =>
      `Yes: nothing else reads [[${state}-1]] on a way to [[${state}]], so that this is the whole derivative.`,
    throughH: (): Text =>
      'Only while [[h-1]] is held fixed: the rest of the change goes through [[h-1]] into the gates of the next timestep, and the table shows how much that is.',
    directly: (state: string): Text =>
      `Only while [[h-1]] and the gates are held fixed: the gates read [[${state}-1]] directly or through [[h-1]], and the table shows how much comes by them.`,
    gates: (): Text =>
      'Only while the gates and the candidate are held fixed: they too are computed from [[h-1]], and the table shows how much comes through them.',
    others: (state: string): Text =>
      `Only while all else is held fixed: other values are computed from [[${state}-1]] too, and the table shows how much comes through them.`,
    mixed: (): Text =>
      'Nothing is handed on as it is: what the loss of later timesteps sends back all comes through what is computed from it.',
  },
  unit: 'Unit',
  oneUnit: 'This state has one unit.',
  oneStep: 'The run has one timestep.',
  unitOf: (unit: number, H: number): Text => `${unit} of ${H}`,
  elementOf: (row: number, column: number, rows: number, columns: number): Text =>
    `row ${row} of ${rows}, column ${column} of ${columns}`,
  single: 'one number',
  k: 'Timestep k',
  kOf: (k: number, T: number): Text => `${k} of ${T}`,
  comparison: (state: string, k: number, unit: string): Text =>
    `What arrives at ${state} at timestep ${k}, unit ${unit}`,
  rows: {
    memory: (state: string): Text => `path along ${state} only`,
    hidden: (state: string): Text => `path along ${state} only`,
    mixed: (_: string): Text => 'this timestep’s loss only',
    without: (routes: Text): Text => `without ${routes}`,
    full: 'full: all routes',
    nudge: 'central difference',
  },
  columns: { value: 'gradient', error: 'relative error against the central difference' },
  findings: {
    simplification: (short: string, percent: string, whole: string, cosine: string | null): Text =>
      `The full gradient agrees with the central difference. “${short}” is off by ${percent} in this unit; over all units by ${whole}, ${cosine === null ? 'and nothing comes that way, so it has no cosine' : `cosine ${cosine}`}.`,
    onlyRoute:
      'The full gradient agrees with the central difference. Here there is only one route, so the simplification is right.',
    off: (percent: string): Text =>
      `Without these routes the gradient is wrong by ${percent}: the central difference says so.`,
    offSame:
      'In this unit and at this timestep nothing comes by these routes: the gradient stays right without them.',
    small: 'The gradient is too small here, or not finite: a central difference cannot tell.',
  },
  ways: {
    title: 'Along time, or down through depth?',
    hint: (state: string): Text =>
      `Every path from the loss back to ${state} at timestep k enters this cell once: from the timestep that its layer visits next, from the layer above, or straight from the head. The numbers of a row add up to the full gradient.`,
    time: 'along time, in this layer',
    above: (track: Text): Text => `from ${track}`,
    head: 'from the head',
  },
  against:
    'This layer goes against time, so time runs from right to left here: the gradient still comes from the right.',
  strip: 'The routes on the unrolled net',
  stripHint:
    'The thicker a line, the larger its share of what arrives. A line to a gate or a loss is one share, dashed where it is negative; a line along the state carries shares of both signs and is as thick as all their sizes together. The gradient comes from the right: along the state, out of the losses and gates where paths leave it.',
  stripLabel: (state: string, k: number, unit: string, parts: string): Text =>
    `Routes to ${state} at timestep ${k}, unit ${unit}: ${parts}`,
  part: (route: string, t: number): Text => `${route}, leaving at timestep ${t}`,
  loss: 'loss',
  state: 'state',
  table: 'Every timestep',
  tableHint:
    'Take a route out by its tick. The numbers of a row add up to the full gradient; all bars have one scale.',
  direct: {
    memory: (state: string): Text => `${state} only`,
    hidden: (state: string): Text => `${state} only`,
    mixed: (_: string): Text => 'loss here',
  },
  preactivation: 'pre-activation',
  first: 'first gate',
  full: '= full',
  rest: 'what is left',
  pathError: (short: string): Text => `“${short}” off by`,
  pathErrorHint: 'relative error over all units',
  counted: (route: string): Text => `count the route ${route}`,
  rowsShown: (from: number, to: number, T: number): Text =>
    `Timesteps ${from} to ${to} of ${T}: those around k.`,
  all: 'Count all routes',
  computing: 'Computing …',
}
