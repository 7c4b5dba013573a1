/** Right-hand sides as lines of code, for NumPy and PyTorch. */
import { type Expr, type Sym, shift } from '../algebra/expression.ts'
import { ofGradient, ofUpdate, ofUpdateNumber } from '../algebra/names.ts'
import { atom } from '../algebra/printed.ts'
import { write } from '../algebra/write.ts'
import type { Trace } from './frame.ts'
import { meaningAt, silentPart } from './meaning.ts'

/** A name that Python accepts. */
export function codeName(name: string, dt: number | null): string {
  const of = ofUpdate(name)
  const whole = of ?? name
  const plain = `${ofUpdateNumber(whole) ?? whole}${of === undefined ? '' : '_new'}`
    .replace(/[:.]/g, '_')
    .replace('η', 'lr')
  return dt ? `${plain}_${dt < 0 ? 'prev' : 'next'}` : plain
}

/**
 * A right-hand side as a line of code, for NumPy or PyTorch; what has no name of its own is written out. `t`: the timestep that the line is
 * of, with the gradients that arrive there alone; absent: the line holds at any timestep.
 */
export function codeOf(
  trace: Trace,
  e: Expr,
  kind: 'numpy' | 'torch',
  nameOf: (name: string, dt: number | null) => string = codeName,
  t?: number,
): string {
  const style: Parameters<typeof write>[1] = {
    kind,
    number: (n) => ({ text: String(n), prec: n < 0 ? 2 : atom }),
    symbol: (s) => {
      // What has no time is computed once, under a name of its own.
      const isOnce = trace.net.equation(ofGradient(s.name) ?? s.name)?.once !== undefined
      const stands = isOnce ? undefined : standingFor(trace, s, t)
      return stands ? write(stands, style) : { text: nameOf(s.name, s.dt), prec: atom }
    },
  }
  return write(e, style).text
}

/** What a symbol without a name of its own stands for. */
function standingFor(trace: Trace, { name, dt }: Sym, t: number | undefined): Expr | undefined {
  if (t !== undefined) return meaningAt(trace, name, dt, t)
  const part = silentPart(trace.net, name)
  return part && shift(part, dt ?? 0)
}
