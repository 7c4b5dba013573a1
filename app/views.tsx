/** Every view but the stage is loaded when it is first opened. */
import { Component, type ComponentType, lazy, Suspense, useEffect, useRef } from 'react'
import { useWords } from './language/words.ts'
import { set, useStore } from './store/store.ts'
import { type View, viewIds } from './store/views.ts'

const loaders: Readonly<Record<Exclude<View, 'step'>, () => Promise<{ readonly default: ComponentType }>>> = {
  derive: () => import('./derive/Derive.tsx'),
  routes: () => import('./routes/Routes.tsx'),
  slips: () => import('./slips/Slips.tsx'),
  compare: () => import('./compare/Compare.tsx'),
  classics: () => import('./classics/Classics.tsx'),
  questions: () => import('./questions/Questions.tsx'),
  paper: () => import('./paper/Paper.tsx'),
}

const loaded = Object.fromEntries(
  Object.entries(loaders).map(([id, load]) => [id, lazy(load)]),
) as unknown as Record<keyof typeof loaders, ComponentType>

/** The menu of views. */
export function Views() {
  const words = useWords()
  const view = useStore((s) => s.view)
  const menu = useRef<HTMLElement>(null)
  useEffect(() => {
    const open = menu.current?.querySelector<HTMLElement>(`[data-view="${view}"]`)
    if (menu.current && open)
      menu.current.scrollLeft = open.offsetLeft - (menu.current.clientWidth - open.offsetWidth) / 2
  }, [view])
  return (
    <nav ref={menu} className="views" aria-label={words.views.label}>
      {viewIds.map((id) => (
        <button
          key={id}
          type="button"
          data-view={id}
          aria-current={id === view ? 'page' : undefined}
          onClick={() => set({ view: id, asked: null, why: null })}
        >
          {words.views[id]}
        </button>
      ))}
    </nav>
  )
}

/** The view that is open, other than the stage. */
export function OpenView({ view }: { readonly view: Exclude<View, 'step'> }) {
  const words = useWords()
  const Shown = loaded[view]
  return (
    <Guard key={view} failed={words.views.failed}>
      <Suspense fallback={<main className="page" aria-busy="true" />}>
        <main className={`page ${view}`}>
          <Shown />
        </main>
      </Suspense>
    </Guard>
  )
}

/** A view that cannot be loaded or breaks says so; the rest of the page goes on. */
class Guard extends Component<
  { readonly failed: string; readonly children: React.ReactNode },
  { readonly broken: boolean }
> {
  override state = { broken: false }
  static getDerivedStateFromError() {
    return { broken: true }
  }
  override render() {
    return this.state.broken ? (
      <main className="page">
        <p role="alert">{this.props.failed}</p>
      </main>
    ) : (
      this.props.children
    )
  }
}
