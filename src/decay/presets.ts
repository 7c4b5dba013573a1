/** Comparisons that each show one thing. What it is, in words, stands with the texts of the page, by the id. */

export interface Preset {
  readonly id: string
  /** names of models (see models.ts) */
  readonly models: readonly string[]
  /** where it differs from H = 64, D = 8, T = 100 and inputs of standard deviation 1 */
  readonly steps?: number
  readonly inputScale?: number
  /** the truncated gradient of 1997 is shown beside the full one */
  readonly truncated?: boolean
  /** the norm of the weight gradient is shown before and after clipping to this threshold */
  readonly threshold?: number
  /** the comparison that shows why */
  readonly next?: string
}

const explosive = ['rnn-linear-1.5-orthogonal', 'rnn-relu-1.5-orthogonal', 'rnn-1.5-orthogonal']

/** The comparisons that the page offers, in order: their models and what each of them is to show. */
export const presets: readonly Preset[] = [
  {
    id: 'open-gate',
    models: ['rnn-torch', 'rnn-orthogonal', 'lstm-torch', 'lstm-bf=2', 'gru-torch'],
    next: 'forget-bias',
  },
  {
    id: 'default',
    models: ['rnn-torch', 'rnn-xavier', 'rnn-orthogonal', 'lstm-torch', 'gru-torch'],
    next: 'forget-bias',
  },
  { id: 'forget-bias', models: ['lstm-bf=0', 'lstm-bf=1', 'lstm-bf=2', 'lstm-bf=3', 'lstm-bf=5'] },
  { id: 'identity', models: ['rnn-relu-identity', 'rnn-orthogonal', 'rnn-torch'] },
  { id: 'exploding', models: explosive },
  // Within 500 steps only a gain above 4.135 leaves the range of float64: 4.135^500 = 1.8e308.
  {
    id: 'overflow',
    models: ['rnn-linear-5-orthogonal', 'rnn-relu-5-orthogonal', 'rnn-5-orthogonal'],
    steps: 500,
  },
  { id: 'saturating', models: ['rnn-torch', 'rnn-orthogonal', 'lstm-bf=2', 'gru-torch'], inputScale: 10 },
  { id: 'constant-error', models: ['lstm-f=one', 'lstm-bf=2'], truncated: true },
  { id: 'clipping', models: explosive, threshold: 1 },
  {
    id: 'today',
    models: ['lstm-torch', 'mingru-torch', 'slstm-torch', 'mlstm-torch', 'retention-torch', 'deltanet-torch'],
  },
]
