import { evaluate, type Frame, ofGradient } from '../../src/index.ts'
import { Strip, stripHeight } from '../figure/Strip.tsx'
import { stripsOf } from './layout.ts'
import { room } from './Marks.tsx'
import { Label, type Shows } from './Value.tsx'

/** Where gradients meet: each arriving term with its numbers, and the plus that adds them. */
export function Fork({ frame, layout, trace, grow, digits }: { readonly frame: Frame } & Shows) {
  const of = ofGradient(frame.equation.symbol)
  const place = of === undefined ? undefined : layout.forks[of]
  if (!place || frame.equation.terms.length < 2 || frame.t === null || frame.t === 0) return null
  const [x, y] = place.at
  const { terms } = frame.equation
  const { strip } = layout
  const gap = strip + 4
  const units = trace.memory(of!).shape[0]!
  const strips = stripsOf(layout, place, terms.length, stripHeight(units, digits))
  return (
    <g className="fork">
      <circle cx={x} cy={y} r={14 * room(grow)} />
      <text x={x} y={y + 6 * grow}>
        +
      </text>
      {terms.map((term, i) => {
        const at = frame.t! + (term.dt ?? 0)
        const left = strips[0] + i * gap
        return (
          <g key={`${term.via}@${at}`}>
            <Label
              trace={trace}
              name={term.via}
              t={at}
              x={left + 1 + 11 * grow}
              y={strips[1]}
              idea={trace.net.info(term.via).idea}
            />
            <text className="via" x={left + 1} y={strips[1] - 10}>
              ←
            </text>
            <Strip
              x={left}
              y={strips[1]}
              width={strip}
              values={evaluate(term.expr, trace.memory, frame.t!)}
              name={`${frame.equation.symbol}@${frame.t}<${term.via}@${at}`}
              idea={trace.net.info(term.via).idea}
              gradient
              digits={digits}
            />
          </g>
        )
      })}
    </g>
  )
}
