/** Weights that a file holds as parts: norm and direction (weight_norm), a mask (pruning); what is not put together here is refused by name. */
import type { Stored, Tensors } from '../read/stored.ts'
import { refuse, short } from '../refusal.ts'

interface Parts {
  readonly whole: string
  readonly made: Stored
  readonly used: readonly string[]
}

/** The tensors with every weight whole, and what each that was put together is made of. */
export function wholeWeights(tensors: Tensors): {
  readonly tensors: Tensors
  readonly parts: ReadonlyMap<string, readonly string[]>
} {
  const spectral = [...tensors.keys()].find(
    (key) => /_orig$/.test(key) && tensors.has(key.replace(/_orig$/, '_u')),
  )
  if (spectral) refuse({ id: 'key', key: short(spectral) }, { id: 'unsupported', what: 'spectral_norm' })
  const all = [...tensors.keys()].flatMap((key) => normed(key, tensors) ?? masked(key, tensors) ?? [])
  const of = new Map(all.flatMap((parts) => parts.used.map((name, k) => [name, k === 0 ? parts : undefined])))
  const whole = [...tensors].flatMap(([key, tensor]): [string, Stored][] => {
    const parts = of.get(key)
    return parts ? [[parts.whole, parts.made]] : of.has(key) ? [] : [[key, tensor]]
  })
  return { tensors: new Map(whole), parts: new Map(all.map((each) => [each.whole, each.used])) }
}

/** weight_g and weight_v: the norm of each row, and its direction. */
function normed(key: string, tensors: Tensors): Parts | undefined {
  const names =
    /^(.*)_g$/.test(key) && tensors.has(key.replace(/_g$/, '_v'))
      ? ([key.replace(/_g$/, ''), key.replace(/_g$/, '_v')] as const)
      : /\.parametrizations\.\w+\.original0$/.test(key)
        ? ([key.replace(/\.parametrizations(\.\w+)\.original0$/, '$1'), key.replace(/0$/, '1')] as const)
        : undefined
  const [norm, direction] = [tensors.get(key)!, names && tensors.get(names[1])]
  if (!names || !direction) return undefined
  const [rows = 1] = direction.shape
  const isByRow = norm.shape[0] === rows && norm.shape.slice(1).every((n) => n === 1)
  if (!isByRow) refuse({ id: 'key', key: short(key) }, { id: 'unsupported', what: 'weight_norm (dim ≠ 0)' })
  const numbers = () => {
    const [g, v] = [norm.numbers(), direction.numbers()]
    const width = v.length / rows
    const lengths = Array.from({ length: rows }, (_, i) =>
      Math.hypot(...v.subarray(i * width, (i + 1) * width)),
    )
    return v.map((n, k) => (n * g[Math.floor(k / width)]!) / lengths[Math.floor(k / width)]!)
  }
  return { whole: names[0], made: { shape: direction.shape, numbers }, used: [names[1], key] }
}

/** weight_orig and weight_mask: what was pruned is 0. */
function masked(key: string, tensors: Tensors): Parts | undefined {
  const whole = /^(.*)_orig$/.exec(key)?.[1]
  const [given, mask] = [tensors.get(key)!, whole && tensors.get(`${whole}_mask`)]
  if (!whole || !mask) return undefined
  const numbers = () => {
    const zeros = mask.numbers()
    return given.numbers().map((n, k) => n * zeros[k]!)
  }
  return { whole, made: { shape: given.shape, numbers }, used: [key, `${whole}_mask`] }
}
