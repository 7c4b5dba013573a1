/** What a number influences, forward and backward. */
import { useState } from 'react'
import { influences, numberOf, type Trace, why } from '../../../src/index.ts'
import ui from '../../ui/ui.module.css'
import { Asker } from './Equation.tsx'
import styles from './Influences.module.css'
import { useTexts } from './texts.ts'

export function Influences({ trace, name }: { readonly trace: Trace; readonly name: string }) {
  const texts = useTexts()
  const [many, setMany] = useState(24)
  const [open, setOpen] = useState(false)
  const found = open ? (influences(trace, name) ?? []) : []
  const groups = [
    { label: texts.forward, items: found.filter((each) => each.phase !== 'backward') },
    { label: texts.backward, items: found.filter((each) => each.phase === 'backward') },
  ]
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.influences}</summary>
      {open && found.length === 0 && <p className={ui.hint}>{texts.noInfluence}</p>}
      {groups.map(
        ({ label, items }) =>
          items.length > 0 && (
            <div key={label}>
              <h3>
                {label} ({items.length})
              </h3>
              <p className={styles.askers}>
                {items.slice(0, many).map(({ ref }) => (
                  <Asker key={ref} name={ref} value={amountOf(trace, ref)} trace={trace} />
                ))}
                {items.length > many && (
                  <button type="button" className={ui.quiet} onClick={() => setMany(many + 200)}>
                    {texts.showAll}
                  </button>
                )}
              </p>
            </div>
          ),
      )}
    </details>
  )
}

const amountOf = (trace: Trace, ref: string) => numberOf(trace, ref) ?? why(trace, ref)?.value ?? Number.NaN
