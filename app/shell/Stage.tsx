/** The stage of a session: the run as a strip, the cell as a drawing, the step as an equation, and what moves through them. */
import { Part } from '../parts/boundary/Part.tsx'
import { Cell } from '../parts/drawing/Cell.tsx'
import { Equation } from '../parts/equation/Equation.tsx'
import { Timeline } from '../parts/strip/Timeline.tsx'
import { Transport } from '../parts/transport/Transport.tsx'
import { useStore } from '../state/store.ts'
import { panelIn } from '../state/views.ts'
import styles from './Stage.module.css'

/** `id` names its main part, for links to it; one on the page may have it. */
export function Stage({ id }: { readonly id?: string }) {
  const panel = useStore(panelIn)
  return (
    <>
      <main id={id} tabIndex={-1} className={styles.stage}>
        <Part>{(panel === 'all' || panel === 'strip') && <Timeline />}</Part>
        <Part>{(panel === 'all' || panel === 'cell') && <Cell />}</Part>
        <Part>{(panel === 'all' || panel === 'equation') && <Equation />}</Part>
      </main>
      <Part>
        <Transport />
      </Part>
    </>
  )
}
