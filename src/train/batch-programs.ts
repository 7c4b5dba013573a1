/** The programs of a batch: each made once for all that can stand around a timestep. */
import type { Adjoint } from '../algebra/adjoint.ts'
import type { Program } from '../algebra/evaluate.ts'
import type { Network } from '../cell/network.ts'
import { logsumexp, type Numbers, slice } from '../tensor/kernels.ts'
import type { RunPlan } from '../trace/plan.ts'
import { keyOf, type Surroundings } from '../trace/schedule.ts'
import type { Backend } from './backend.ts'
import { allSurroundings, signatureOf, timeTerms } from './passes.ts'
import type { Room, RowProgram } from './rows.ts'
import { evaluated, rowTimeSum, weightSum } from './weight-sums.ts'

/** The forms of one program, by what stands around its timestep. */
export type ProgramForms = ReadonlyMap<number, Program>

/** The programs of all passes, forward and backward in turn. `all`: has each timestep a loss? */
export function formsOf(net: Network, plan: RunPlan, all: boolean): ProgramForms[] {
  const places = allSurroundings(all)
  return net.passes.flatMap((_, pass) =>
    [plan.forward, plan.backward].map(
      (of) => new Map(places.map((at): [number, Program] => [keyOf(at), of(pass, at).program])),
    ),
  )
}

interface Parts {
  readonly net: Network
  readonly plan: RunPlan
  readonly forms: readonly ProgramForms[]
  readonly room: Room
  readonly backend: Backend
  /** where the gradient of each weight is summed */
  readonly gradients: ReadonlyMap<string, Numbers>
}

type HasLoss = (t: number) => boolean

export function programsOf({ net, plan, forms, room, backend, gradients }: Parts) {
  const made = new Map<string, RowProgram>()
  const rowProgramsOf = (of: ProgramForms): ReadonlyMap<number, RowProgram> =>
    new Map(
      [...of].map(([key, program]) => {
        const signature = signatureOf(program)
        const known = made.get(signature) ?? backend.program(program, room)
        made.set(signature, known)
        return [key, known]
      }),
    )
  const runs = forms.map(rowProgramsOf)
  const share = backend.program(plan.share, room)
  const isWeight = ({ of }: Adjoint) => net.info(of).kind === 'weight'
  const summed = (
    adjoint: Adjoint,
    add: (expr: Adjoint['terms'][number]['expr']) => ReturnType<typeof weightSum>,
  ) =>
    timeTerms(net, adjoint).map(({ expr, times }) => {
      const run = add(expr)
      return (T: number, hasLoss: HasLoss, rows: number) => {
        const found = times(T, hasLoss)
        if (found) run(found[0], found[1], rows)
      }
    })
  const weights = net.adjoints
    .filter(isWeight)
    .flatMap((adjoint) =>
      summed(adjoint, (expr) => weightSum(expr, gradients.get(adjoint.of)!, room, plan.layout, backend)),
    )
  const gathers = net.passes.map(({ equations }) =>
    equations.flatMap((eq) => gatherOf(eq, plan, room, backend)),
  )
  const spreads = net.passes.map(({ order }, pass) =>
    (order === 'once' ? sumsOf(net, plan, pass) : []).flatMap((adjoint) => [
      (_: number, __: HasLoss, rows: number) => {
        const { data, size } = room.store(adjoint.symbol)
        data.fill(0, 0, rows * size)
      },
      ...summed(adjoint, (expr) => rowTimeSum(adjoint.symbol, expr, room, plan.layout, backend)),
    ]),
  )
  const carried = (dt: number) => [
    ...new Set(
      forms
        .filter((_, i) => i % 2 === 0)
        .flatMap((of) =>
          [...of.values()].flatMap(({ windows }) => windows.filter((window) => window.dt === dt)),
        )
        .map(({ name }) => name),
    ),
  ]
  return {
    /** what is read before the first timestep, and behind the last */
    before: carried(-1),
    behind: carried(1),
    share,
    forward: (pass: number, at: Surroundings, t: number, rows: number) =>
      runs[2 * pass]!.get(keyOf(at))!(t, rows),
    backward: (pass: number, at: Surroundings, t: number, rows: number) =>
      runs[2 * pass + 1]!.get(keyOf(at))!(t, rows),
    /** the values of a pass that are sums over the timesteps */
    gather: (pass: number, T: number, rows: number) => {
      for (const run of gathers[pass]!) run(T, rows)
    },
    /** the gradients of a pass that are sums over the timesteps */
    spread: (pass: number, T: number, hasLoss: HasLoss, rows: number) => {
      for (const run of spreads[pass]!) run(T, hasLoss, rows)
    },
    weights: (T: number, hasLoss: HasLoss, rows: number) => {
      for (const run of weights) run(T, hasLoss, rows)
    },
  }
}

/** The gradients of a pass that are sums over the timesteps, and no weights. */
function sumsOf(net: Network, plan: RunPlan, pass: number): Adjoint[] {
  const { assigned } = plan.backward(pass, {
    isTimestep: true,
    hasLoss: true,
    hasNext: false,
    hasPrevious: true,
  })
  const names = assigned.filter(({ over }) => over).map(({ symbol }) => symbol)
  return net.adjoints.filter(({ symbol }) => names.includes(symbol))
}

/** The value of an equation that sums over the timesteps, or takes the logarithm of the sum of exponentials. */
function gatherOf(
  { symbol, expr, once }: Network['passes'][number]['equations'][number],
  plan: RunPlan,
  room: Parts['room'],
  backend: Backend,
): ((T: number, rows: number) => void)[] {
  if (once !== 'sum' && once !== 'logsumexp') return []
  const { data, size } = room.store(symbol)
  if (once === 'sum') {
    const add = rowTimeSum(symbol, expr, room, plan.layout, backend)
    return [
      (T, rows) => {
        data.fill(0, 0, rows * size)
        add(1, T, rows)
      },
    ]
  }
  const { run, data: terms } = evaluated(expr, [], room, plan.layout, backend)
  return [
    (T, rows) => {
      const all = Array.from({ length: rows }, () => new Float64Array(T))
      for (let t = 1; t <= T; t++) {
        run(t, rows)
        for (let row = 0; row < rows; row++) all[row]![t - 1] = terms[row]!
      }
      for (const [row, of] of all.entries()) data[row] = logsumexp(slice(of, [T]))
    },
  ]
}
