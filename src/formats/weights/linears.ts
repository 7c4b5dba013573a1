/** A plain recurrent net of two linear layers, as tutorials of PyTorch write it: i2h of the input, h2h of the state. */
import type { Tensors } from '../read/stored.ts'
import { refuse, short } from '../refusal.ts'
import { pieceOf, type State } from './state.ts'

const input = /^(.*\.)?(i2h|x2h|in2h|in2hidden|input2hidden|input_to_hidden)\.weight$/
const states = ['h2h', 'hidden2hidden', 'hidden_to_hidden']

/** The names of both layers; undefined where they are none of one cell. */
function layersOf(tensors: Tensors): { readonly W: string; readonly U: string } | undefined {
  for (const name of tensors.keys()) {
    const before = input.exec(name)
    const state = states.map((each) => `${before?.[1] ?? ''}${each}.weight`).find((each) => tensors.has(each))
    if (before && state) return { W: name.replace(/\.weight$/, ''), U: state.replace(/\.weight$/, '') }
  }
  return undefined
}

export const areLinears = (tensors: Tensors): boolean => layersOf(tensors) !== undefined

export function fromLinears(tensors: Tensors, ordered: boolean): State {
  const { W, U } = layersOf(tensors)!
  const [rows = 0, H = 0] = tensors.get(`${U}.weight`)!.shape
  if (rows !== H)
    return refuse(
      { id: 'key', key: short(`${U}.weight`) },
      { id: 'unsupported', what: 'the order of its gates, which no name says,' },
    )
  const roles = new Map([
    [`${W}.weight`, 'cell.weight_ih_l0'],
    [`${U}.weight`, 'cell.weight_hh_l0'],
    [`${W}.bias`, 'cell.bias_ih_l0'],
    [`${U}.bias`, 'cell.bias_hh_l0'],
  ])
  const pieces = new Map(
    [...tensors].map(([name, tensor]) => [roles.get(name) ?? name, pieceOf(name, tensor)]),
  )
  return { layout: 'pytorch', pieces, ordered, hints: new Map(), unopened: [], remarks: [] }
}
