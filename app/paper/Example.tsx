/** One sequence of the task, the two symbols that count marked. */
import { useMemo, useState } from 'react'
import { classes, seeded, symbols, temporalOrder } from '../../src/index.ts'
import { useTexts } from './texts.ts'

export function Example() {
  const texts = useTexts()
  const [seed, setSeed] = useState(1)
  const { sequence, target, t1, t2 } = useMemo(() => temporalOrder(seeded(seed)), [seed])
  return (
    <figure className="example">
      <p className="symbols" aria-hidden="true">
        {Array.from(sequence, (symbol, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a symbol is its timestep
          <span key={i} data-counts={i + 1 === t1 || i + 1 === t2}>
            {symbols[symbol]}
          </span>
        ))}
        <span className="class">→ {classes[target]}</span>
      </p>
      <figcaption>
        {texts.example(classes[target]!, t1, t2)}{' '}
        <button type="button" onClick={() => setSeed(seed + 1)}>
          {texts.another}
        </button>
      </figcaption>
    </figure>
  )
}
