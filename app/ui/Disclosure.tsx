import { useState } from 'react'

/** What opens on demand, and is made only then. It comes and goes with steps, where a <details> takes as long as twenty elements. */
export function Disclosure({
  name,
  className,
  children,
}: {
  readonly name: string
  readonly className: string
  readonly children: () => React.ReactNode
}) {
  const [open, setOpen] = useState(false)
  return (
    <div className={className}>
      <button type="button" className="disclosure" aria-expanded={open} onClick={() => setOpen(!open)}>
        {name}
      </button>
      {open && children()}
    </div>
  )
}
