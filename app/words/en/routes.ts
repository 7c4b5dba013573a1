/** The gradient divided by route. [[C]] is the symbol C at the timestep in question, [[C-1]] the one before. */
type Text = string

export default {
  title: (state: string): Text => `Which way did the gradient come to ${state}?`,
  intro: {
    C: 'Every path from the loss back to C belongs to one route: along the cell only, or by the first gate that it enters on its way. The routes add up to the whole gradient.',
    h: 'Every path from the loss back to h belongs to one route: along h only, or by the first gate that it enters. The routes add up to the whole gradient.',
    rnn: 'Every path from the loss back to h belongs to one route: straight to the loss of this timestep, or through the next pre-activation. The two add up to the whole gradient.',
  },
  question: {
    lstm: 'Is ∂[[C]] / ∂[[C-1]] just [[f]]?',
    noForget: 'Is ∂[[C]] / ∂[[C-1]] just 1?',
    keep: 'Is ∂[[h]] / ∂[[h-1]] just [[z]]?',
    write: 'Is ∂[[h]] / ∂[[h-1]] just 1 − [[z]]?',
    rnn: 'Is anything of [[h-1]] kept in [[h]]?',
  },
  answer: {
    lstm: 'Only while [[h-1]] is held fixed: the rest of the change goes through [[h-1]] into the gates of the next timestep, and the table shows how much that is.',
    peephole:
      'Only while [[h-1]] and the gates are held fixed: the rest of the change goes through [[h-1]] and the peepholes into the gates, and the table shows how much that is.',
    gru: 'Only while the gates and the candidate are held fixed: they too are computed from [[h-1]], and the table shows how much comes through them.',
    rnn: 'Nothing is handed on as it is: what the loss of later timesteps sends back all comes through the pre-activation.',
  },
  unit: 'Unit',
  oneUnit: 'This state has one unit.',
  oneStep: 'The run has one timestep.',
  unitOf: (unit: number, H: number): Text => `${unit} of ${H}`,
  k: 'Timestep k',
  kOf: (k: number, T: number): Text => `${k} of ${T}`,
  comparison: (state: string, k: number, unit: number): Text =>
    `What arrives at ${state} at timestep ${k}, unit ${unit}`,
  rows: {
    C: 'cell path only',
    h: 'path along h only',
    rnn: 'this timestep’s loss only',
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
  strip: 'The routes on the unrolled net',
  stripHint:
    'The thicker a line, the larger its share of what arrives. A line to a gate or a loss is one share, dashed where it is negative; a line along the state carries shares of both signs and is as thick as all their sizes together. The gradient comes from the right: along the state, out of the losses and gates where paths leave it.',
  stripLabel: (state: string, k: number, unit: number, parts: string): Text =>
    `Routes to ${state} at timestep ${k}, unit ${unit}: ${parts}`,
  part: (route: string, t: number): Text => `${route}, leaving at timestep ${t}`,
  loss: 'loss',
  state: 'state',
  table: 'Every timestep',
  tableHint:
    'Take a route out by its tick. The numbers of a row add up to the full gradient; all bars have one scale.',
  direct: { C: 'cell only', h: 'h only', rnn: 'loss here' },
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
