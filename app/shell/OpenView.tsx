/** Every view but the stage is loaded when it is first opened. */
import { type ComponentType, useEffect, useRef } from 'react'
import { later } from '../parts/boundary/later.tsx'
import { keyName, viewCommands } from '../parts/commands/commands.ts'
import { useSession } from '../state/context.ts'
import { fetchAll } from '../state/experiments.ts'
import { useStore } from '../state/store.ts'
import { type View, viewIds } from '../state/views.ts'
import ui from '../ui/ui.module.css'
import { useWords } from '../words/words.ts'
import styles from './OpenView.module.css'

const waiting = <p aria-busy="true" />

/** A view that speaks of several experiments comes with all of them. */
const withAll = <View,>(view: View): Promise<View> => fetchAll().then(() => view)

const shown: Readonly<Record<Exclude<View, 'step'>, ComponentType>> = {
  derive: later(() => import('../views/derive/Derive.tsx'), waiting),
  routes: later(() => import('../views/routes/Routes.tsx'), waiting),
  slips: later(() => import('../views/slips/Slips.tsx'), waiting),
  compare: later(() => import('../views/compare/Compare.tsx').then(withAll), waiting),
  train: later(() => import('../views/train/Train.tsx').then(withAll), waiting),
  classics: later(() => import('../views/classics/Classics.tsx'), waiting),
  questions: later(() => import('../views/questions/Questions.tsx').then(withAll), waiting),
  paper: later(() => import('../views/paper1997/Paper.tsx'), waiting),
  path: later(() => import('../views/ann-to-lstm/Path.tsx'), waiting),
}

/** The digit that opens a view. */
const keyOfView = (id: View) => viewCommands[viewIds.indexOf(id)]?.keys.slice(0, 1).map(keyName).join()

/** The menu of views. */
export function Views() {
  const session = useSession()
  const words = useWords()
  const view = useStore((s) => s.view)
  const menu = useRef<HTMLElement>(null)
  useEffect(() => {
    const open = menu.current?.querySelector<HTMLElement>(`[data-view="${view}"]`)
    if (menu.current && open)
      menu.current.scrollLeft = open.offsetLeft - (menu.current.clientWidth - open.offsetWidth) / 2
  }, [view])
  return (
    <nav
      ref={menu}
      data-part="views"
      className={`${ui.edges} ${styles.views}`}
      aria-label={words.views.label}
    >
      {viewIds.map((id) => (
        <button
          key={id}
          type="button"
          data-view={id}
          title={keyOfView(id)}
          aria-current={id === view ? 'page' : undefined}
          onClick={() => session.openView(id)}
        >
          {words.views[id]}
        </button>
      ))}
    </nav>
  )
}

/** The view that is open, other than the stage. */
export function OpenView({ view }: { readonly view: Exclude<View, 'step'> }) {
  const Shown = shown[view]
  return (
    <main key={view} id="main" tabIndex={-1} className={`${ui.page} ${styles.page}`}>
      <Shown />
    </main>
  )
}
