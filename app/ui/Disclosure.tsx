import { useState } from 'react'
import styles from './Disclosure.module.css'

/** What opens on demand, and is made only then. It comes and goes with steps, where a <details> takes as long as twenty elements. */
export function Disclosure({
  name,
  part,
  className,
  children,
}: {
  readonly name: string
  /** how code and tests find it */
  readonly part: string
  readonly className?: string | undefined
  readonly children: () => React.ReactNode
}) {
  const [open, setOpen] = useState(false)
  return (
    <div data-part={part} className={className}>
      <button type="button" className={styles.disclosure} aria-expanded={open} onClick={() => setOpen(!open)}>
        {name}
      </button>
      {open && children()}
    </div>
  )
}
