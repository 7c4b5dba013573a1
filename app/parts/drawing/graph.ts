/** The cell as a graph, read off its equations: a node for each value and each operation, an edge for each use. */
import {
  apply,
  type Equation,
  type Expr,
  isApply,
  type Network,
  type Sym,
  symbol,
  symbolsIn,
  text,
} from '../../../src/index.ts'
import { constantPart, operands, pretty, roleOfSecond, signOf } from './sign.ts'
import { inputsOf, isConstant, isMap, mapLabel, whole } from './terms.ts'

export interface Node {
  /** a symbol with its timestep (f, C, C[t-1]), an operation by its text (f ⊙ C[t-1]), or a box by what comes out of it (box f) */
  readonly id: string
  readonly kind: 'value' | 'box' | 'op'
  /** what stands in the node: the symbol's name, or the sign of the operation */
  readonly label: string
  /** the symbol whose equation it belongs to, or which it is */
  readonly of: string
  readonly symbol?: Sym
  /** the pre-activation whose numbers stand in a box */
  readonly holds?: string
  /** the weights whose names stand in its label */
  readonly weights?: readonly string[]
}

export interface Edge {
  readonly from: string
  readonly to: string
  /** the value that travels here, where it has a name */
  readonly symbol?: Sym
  /** the symbol whose equation this use belongs to */
  readonly of: string
  /** what becomes of it, where an operation does not treat both alike: − where it is subtracted, ÷ where it divides */
  readonly role?: string
}

/** The name of a wire, by the nodes that it joins. */
export const wireName = (wire: Pick<Edge, 'from' | 'to'>): string => `${wire.from} → ${wire.to}`

export interface Graph {
  readonly nodes: readonly Node[]
  readonly edges: readonly Edge[]
  /** the box of each pre-activation that has one */
  readonly boxes: ReadonlyMap<string, string>
}

const graphs = new WeakMap<Network, Graph>()

/** The graph of a net, made once. */
export function graphOf(net: Network): Graph {
  const graph = graphs.get(net) ?? new Builder(net).graph()
  graphs.set(net, graph)
  return graph
}

/** An operation and what it is applied to; functions of one operand that follow are taken with it. */
interface Step {
  readonly label: string
  readonly args: readonly Expr[]
  /** the role of each */
  readonly roles: readonly (string | undefined)[]
  /** the operations, with what they are applied to or a dot in its place */
  readonly template: Expr
}

/** How long the sign of several functions in a row may be. */
const longest = 14

class Builder {
  private readonly nodes = new Map<string, Node>()
  private readonly edges = new Map<string, Edge>()
  private readonly boxes = new Map<string, string>()
  private readonly net: Network
  constructor(net: Network) {
    this.net = net
  }

  graph(): Graph {
    const { net } = this
    const written = net.cell.filter((eq) => !eq.silent)
    const squashed = new Map(written.flatMap((eq) => this.squashing(eq)))
    for (const eq of written) {
      const inside = squashed.get(eq.symbol)
      if (inside) this.gate(eq, inside)
      else if (![...squashed.values()].includes(eq)) this.equation(eq)
    }
    for (const { symbol: name, expr } of net.head.filter((eq) => !eq.silent)) {
      const box = this.add({ id: `box ${name}`, kind: 'box', label: this.headLabel(name, expr), of: name })
      for (const s of inputsOf(net, whole(net, expr))) this.join(this.value(s), box, name, s)
      this.join(box, this.value(symbol(name)), name, symbol(name))
    }
    return { nodes: [...this.nodes.values()], edges: [...this.edges.values()], boxes: this.boxes }
  }

  /** The gate that is a function of a pre-activation with weights in it, by its own name. */
  private squashing(eq: Equation): [string, Equation][] {
    const argument = eq.expr.kind === 'apply' && eq.expr.args.length === 1 ? eq.expr.args[0]! : eq.expr
    if (argument.kind !== 'symbol' || this.net.info(argument.name).kind !== 'preactivation') return []
    const inside = this.net.cell.find((other) => other.symbol === argument.name)
    return inside && hasWeight(this.net, whole(this.net, inside.expr)) ? [[eq.symbol, inside]] : []
  }

  private headLabel(name: string, expr: Expr): string {
    const isSoftmax =
      isApply(expr, 'softmax') || (isApply(expr, 'exp') && isApply(expr.args[0]!, 'logsoftmax'))
    if (isSoftmax) return 'softmax'
    return this.net.info(name).kind === 'loss' ? 'loss' : 'head'
  }

  private add(node: Node): string {
    if (!this.nodes.has(node.id)) this.nodes.set(node.id, node)
    return node.id
  }

  private join(from: string, to: string, of: string, carried?: Sym, role?: string): void {
    const key = wireName({ from, to })
    const more = { ...(carried ? { symbol: carried } : {}), ...(role ? { role } : {}) }
    if (!this.edges.has(key)) this.edges.set(key, { from, to, of, ...more })
  }

  private value(s: Sym): string {
    return this.add({ id: text(s), kind: 'value', label: s.name, of: s.name, symbol: s })
  }

  /** A gate is one box with its pre-activation, whose weights and products are inside. */
  private gate({ symbol: name, expr }: Equation, inside: Equation): void {
    const label = expr.kind === 'apply' ? signOf(expr.op) : '='
    const id = this.add({ id: `box ${name}`, kind: 'box', label, of: name, holds: inside.symbol })
    this.boxes.set(inside.symbol, id)
    for (const s of inputsOf(this.net, whole(this.net, inside.expr)))
      this.join(this.value(s), id, inside.symbol, s)
    this.join(id, this.value(symbol(name)), name, symbol(name))
  }

  private equation({ symbol: name, expr }: Equation): void {
    const e = whole(this.net, expr)
    const { id } = this.tree(e, name, true)
    this.join(id, this.value(symbol(name)), name, symbol(name))
  }

  /** The node whose result an expression is; the whole right-hand side of an equation is never the bare value that it reads. */
  private tree(e: Expr, of: string, isWhole = false): { readonly id: string; readonly symbol?: Sym } {
    const weights = weightsIn(this.net, e)
    if (isConstant(this.net, e))
      return { id: this.add({ id: `${of} = ${text(e)}`, kind: 'op', label: pretty(text(e)), of, weights }) }
    if (e.kind === 'symbol') {
      if (!isWhole) return { id: this.value(e), symbol: e }
      const id = this.add({ id: `${of} = ${text(e)}`, kind: 'op', label: '=', of })
      this.join(this.value(e), id, of, e)
      return { id }
    }
    if (isApply(e, 'spread')) return this.tree(e.args[0]!, of, isWhole)
    if (isMap(this.net, e)) return this.map(e, of, isWhole)
    const { label, args, roles, template } = this.step(e)
    const id = this.add({ id: text(e), kind: 'op', label, of, weights: weightsIn(this.net, template) })
    args.forEach((arg, i) => {
      const from = this.tree(arg, of)
      this.join(from.id, id, of, from.symbol, roles[i])
    })
    return { id }
  }

  /** Weights times what they are applied to are one box. */
  private map(e: Expr, of: string, isWhole: boolean): { readonly id: string } {
    const id = this.add({
      id: isWhole ? `box ${of}` : `box ${of} ${text(e)}`,
      kind: 'box',
      label: mapLabel(this.net, e),
      of,
      weights: weightsIn(this.net, e),
    })
    for (const s of inputsOf(this.net, e)) this.join(this.value(s), id, of, s)
    return { id }
  }

  private step(e: Expr): Step {
    const args = operands(e).filter((arg) => !isConstant(this.net, arg))
    const alone = {
      label: constantPart(e, (arg) => isConstant(this.net, arg)),
      args,
      roles: args.length === 2 && e.kind === 'apply' ? [undefined, roleOfSecond(e.op)] : [],
      template: withDots(e, args),
    }
    const [only] = args
    if (args.length !== 1 || e.kind !== 'apply' || only!.kind !== 'apply' || isMap(this.net, only!))
      return alone
    const inner = this.step(only!)
    const template = apply(
      e.op,
      ...e.args.map((arg) => (arg === only ? withDots(inner.template, inner.args) : arg)),
    )
    const label = pretty(text(template))
    const fits = label.length <= longest && (inner.args.length === 1 || e.args.length === 1)
    return fits ? { ...inner, label, template } : alone
  }
}

/** Dots in the places of what an operation is applied to. */
function withDots(e: Expr, sources: readonly Expr[]): Expr {
  if (sources.includes(e)) return symbol('·')
  return e.kind === 'apply' ? apply(e.op, ...e.args.map((arg) => withDots(arg, sources))) : e
}

/** The weights that an expression names. */
const weightsIn = (net: Network, e: Expr): readonly string[] =>
  net.weights.filter((weight) => symbolsIn(e).some(({ name }) => name === weight))

const hasWeight = (net: Network, e: Expr): boolean =>
  e.kind === 'symbol'
    ? net.info(e.name).kind === 'weight'
    : e.kind === 'apply' && e.args.some((arg) => hasWeight(net, arg))
