/** The gradient of a weight so far: the sum over the timesteps that the backward pass has seen. */
import { runningSum } from '../../src/index.ts'
import { Num } from '../figure/Num.tsx'
import type { Told } from './explain.ts'

export function Running({ trace, frame, words }: Told) {
  const weight = frame.equation.symbol.slice(2)
  const adjoint = trace.net.adjoints.find((a) => a.of === weight)!
  const sum = runningSum(trace, adjoint, frame.t!)
  const { shape } = trace.memory(weight)
  const width = shape[1] ?? 1
  return (
    <>
      <h3>{words.runningSum(frame.t!, trace.T)}</h3>
      <div className="running" tabIndex={0} role="group" aria-label={words.runningSum(frame.t!, trace.T)}>
        <table>
          <tbody>
            {Array.from({ length: Math.min(shape[0]!, 6) }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its index
              <tr key={i}>
                {Array.from({ length: Math.min(width, 8) }, (_, j) => {
                  const index = shape.length === 1 ? `${i}` : `${i},${j}`
                  return (
                    <td key={index}>
                      <Num value={sum[i * width + j]!} name={`d:${weight}@${frame.t}+[${index}]`} />
                    </td>
                  )
                })}
                {width > 8 && <td>⋯</td>}
              </tr>
            ))}
            {shape[0]! > 6 && (
              <tr>
                <td>⋮</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </>
  )
}
