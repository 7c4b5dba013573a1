/** The cell as a graph, read off its equations: a node for each value and each operation, an edge for each use. */
import { type Expr, isApply, type Network, type Sym, symbolsIn, text } from '../../../src/index.ts'

export interface Node {
  /** a symbol with its timestep (f, C, C[t-1]) or an operation by its text (f ⊙ C[t-1]) */
  readonly id: string
  readonly kind: 'value' | 'box' | 'op'
  /** what stands in the node: the symbol's name, or the sign of the operation */
  readonly label: string
  readonly symbol?: Sym
}

export interface Edge {
  readonly from: string
  readonly to: string
  /** the value that travels here, where it has a name */
  readonly symbol?: Sym
  /** the symbol whose equation this use belongs to */
  readonly of: string
}

export interface Graph {
  readonly nodes: readonly Node[]
  readonly edges: readonly Edge[]
}

const signs: Readonly<Record<string, string>> = {
  add: '+',
  sub: '−',
  mul: '⊙',
  tanh: 'tanh',
  relu: 'relu',
  oneMinus: '1 −',
  sigmoid: 'σ',
  softmax: 'softmax',
}

const isSoftmax = (e: Expr): boolean =>
  isApply(e, 'softmax') || (isApply(e, 'exp') && isApply(e.args[0]!, 'logsoftmax'))

const idOf = (s: Sym) => text(s)

/**
 * Nodes and edges of the equations of a cell with its head. A gate is one box with its pre-activation (its weights are inside);
 * everything else is drawn operation by operation.
 */
export function graphOf(net: Network): Graph {
  const nodes = new Map<string, Node>()
  const edges: Edge[] = []
  const add = (node: Node) => nodes.has(node.id) || nodes.set(node.id, node)
  const meaning = new Map(net.cell.filter((eq) => eq.silent).map((eq) => [eq.symbol, eq.expr]))
  const squashed = new Map<string, { gate: string; sign: string }>()
  for (const { symbol: name, expr } of net.cell) {
    const argument = expr.kind === 'apply' && expr.args.length === 1 ? expr.args[0]! : expr
    if (argument.kind === 'symbol' && net.info(argument.name).kind === 'preactivation')
      squashed.set(argument.name, { gate: name, sign: expr.kind === 'apply' ? signs[expr.op]! : '=' })
  }

  function value(s: Sym): string {
    const { kind } = net.info(s.name)
    add({ id: idOf(s), kind: 'value', label: s.name, symbol: s })
    if (kind === 'weight') throw new Error('expected weights inside boxes only')
    return idOf(s)
  }

  /** Everything that a box reads, its weights apart; silent parts are looked through. */
  const inputs = (e: Expr): Sym[] =>
    symbolsIn(e).flatMap((s) => {
      const inside = meaning.get(s.name)
      if (inside) return inputs(inside)
      const { kind, shape } = net.info(s.name)
      return kind === 'weight' || (shape.length === 0 && s.name !== 'target') ? [] : [s]
    })

  function box(id: string, label: string, expr: Expr, of: string): string {
    add({ id, kind: 'box', label })
    const seen = new Set<string>()
    for (const s of inputs(expr)) {
      if (seen.has(idOf(s))) continue
      seen.add(idOf(s))
      edges.push({ from: value(s), to: id, symbol: s, of })
    }
    return id
  }

  function tree(e: Expr, of: string): { id: string; symbol?: Sym } {
    if (e.kind === 'symbol') {
      const inside = meaning.get(e.name)
      return inside ? tree(inside, of) : { id: value(e), symbol: e }
    }
    if (e.kind === 'number') throw new Error('expected no bare number in a cell')
    const id = text(e)
    add({ id, kind: 'op', label: signs[e.op] ?? e.op })
    for (const arg of e.args) {
      const from = tree(arg, of)
      edges.push({ from: from.id, to: id, of, ...(from.symbol ? { symbol: from.symbol } : {}) })
    }
    return { id }
  }

  for (const eq of net.cell) {
    if (eq.silent) continue
    const own: Sym = { kind: 'symbol', name: eq.symbol, dt: 0 }
    const gate = squashed.get(eq.symbol)
    if (gate) {
      const target: Sym = { kind: 'symbol', name: gate.gate, dt: 0 }
      edges.push({
        from: box(`box ${gate.gate}`, gate.sign, eq.expr, eq.symbol),
        to: value(target),
        symbol: target,
        of: gate.gate,
      })
    } else if (![...squashed.values()].some((each) => each.gate === eq.symbol)) {
      edges.push({ from: tree(eq.expr, eq.symbol).id, to: value(own), symbol: own, of: eq.symbol })
    }
  }
  for (const { symbol: name, expr } of net.head) {
    const own: Sym = { kind: 'symbol', name, dt: 0 }
    const sign = name === 'y' ? 'head' : isSoftmax(expr) ? 'softmax' : 'loss'
    const id = box(`box ${name}`, sign, expr, name)
    edges.push({ from: id, to: value(own), symbol: own, of: name })
  }
  return { nodes: [...nodes.values()], edges }
}
