import { useEffect, useId, useRef, useState } from 'react'
import { firstNonFinite, modelOf, numberOf, numberText, withoutTime } from '../../src/index.ts'
import { refText } from '../math/name.ts'
import { later } from '../parts/boundary/later.tsx'
import { Part } from '../parts/boundary/Part.tsx'
import { closesItself } from '../parts/commands/listen.ts'
import { draggable, isWithin, nameUnder, numberUnder, pointAt, title } from '../parts/commands/pointer.ts'
import { Compared } from '../parts/equation/Compared.tsx'
import { placeText } from '../parts/equation/explain.ts'
import { dragInPlace } from '../parts/number/dragNumber.ts'
import { frameThatWrote, NumberPopover } from '../parts/number/NumberPopover.tsx'
import { saveExperiment } from '../parts/take/saveExperiment.ts'
import { CommandButton } from '../parts/transport/Transport.tsx'
import { useSession } from '../state/context.ts'
import { type Language, languageIds, languages } from '../state/language.ts'
import { useReading, useStore, useTrace } from '../state/store.ts'
import { panelIn } from '../state/views.ts'
import ui from '../ui/ui.module.css'
import { netName } from '../words/cell.ts'
import { useWords } from '../words/words.ts'
import { About } from './About.tsx'
import styles from './App.module.css'
import { ChosenExperiment } from './ChosenExperiment.tsx'
import { Files } from './files/Files.tsx'
import { Help } from './Help.tsx'
import { OpenView, Views } from './OpenView.tsx'
import { PrintHead } from './PrintHead.tsx'
import { Settings } from './Settings.tsx'
import { SkipLink } from './SkipLink.tsx'
import { Stage } from './Stage.tsx'
import { useScrolled } from './scrolled.ts'
import { speak } from './speak.ts'
import { Tour } from './Tour.tsx'

const Why = later(
  () => import('../parts/why/Why.tsx'),
  undefined,
  (session) => session.stopAsking(),
)

/** What the pointer or the focus is on is lit wherever it is shown: one rule of style, no component is drawn again. */
function Light({ within }: { readonly within: string }) {
  const lit = useStore((s) => s.lit)
  const quoted = lit && CSS.escape(lit)
  // The steps of this timestep are named without it.
  const step = lit && CSS.escape(withoutTime(lit))
  return (
    <style>
      {quoted &&
        `:where([data-session="${within}"]){[data-ref="${quoted}"],[data-ref^="${quoted}\\["],[data-sym="${quoted}"],[data-part=chips] [data-sym="${step}"]{--lit:1;background-color:var(--lit-back);outline:2px solid var(--lit-line);outline-offset:1px;border-radius:3px}
svg [data-part=wire][data-ref="${quoted}"]{outline:none;background-color:transparent}
svg [data-part=wire][data-ref="${quoted}"] path:first-child{stroke:var(--lit-line);stroke-width:5}
svg [data-part=symbol][data-ref="${quoted}"]{text-decoration:underline}
svg [data-ref="${quoted}"] [data-part=frame]{stroke:var(--lit-line);stroke-width:2;fill:var(--lit-back)}}`}
    </style>
  )
}

export function App() {
  const session = useSession()
  const id = useId()
  const rests = useRef<readonly [number, number]>([-1, -1])
  const words = useWords()
  const language = useStore((s) => s.language)
  const theme = useStore((s) => s.theme)
  const present = useStore((s) => s.present)
  const panel = useStore(panelIn)
  const black = useStore((s) => s.black)
  const view = useStore((s) => s.view)
  useScrolled(view)
  const why = useStore((s) => s.why)

  useEffect(() => {
    document.documentElement.lang = languages[language].tag
    document.documentElement.dataset.theme = theme
    document.title = words.labelled(words.title, words.tagline)
  }, [language, theme, words])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: one listener lights and asks for every number; each is reachable by the controls that show it
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on what is focused asks too
    <div
      data-part="app"
      className={styles.app}
      data-session={id}
      data-present={present}
      data-view={view}
      data-panel={panel}
      onPointerOver={(event) => pointAt(session, rests, event)}
      onPointerDown={(event) => dragInPlace(session, draggable(event), event)}
      onPointerMove={(event) => title(session, event)}
      onPointerLeave={() => session.light(null)}
      onFocus={(event) => session.light(nameUnder(event.target))}
      onClick={(event) => {
        const ref = numberUnder(event)
        if (ref && !isWithin(event, '[data-part=column]'))
          session.setAsked({ ref, x: event.clientX, y: event.clientY })
        else if (!isWithin(event, '[data-part=asked]')) session.setAsked(null)
      }}
      onDoubleClick={(event) => {
        const ref = numberUnder(event)
        const frame = ref === null ? undefined : frameThatWrote(session.trace(), ref)
        if (frame) session.goTo(frame.index)
      }}
    >
      <Light within={id} />
      <Part>
        <Header />
        <PrintHead />
      </Part>
      <div className={styles.underTop}>
        {!present && <Views />}
        {!present && (
          <aside className={styles.purpose} aria-label={words.title}>
            {words.purpose}
          </aside>
        )}
        <Part>
          <Compared />
        </Part>
      </div>
      <Message />
      <Part>
        <Pointed within={id} />
        <Broken />
      </Part>
      {view === 'step' ? <Stage id="main" /> : <OpenView view={view} />}
      <Part>
        <NumberPopover />
      </Part>
      {why !== null && <Why />}
      <Part>
        <Help />
      </Part>
      <Part>
        <Tour />
      </Part>
      {black && (
        <button
          type="button"
          data-part="black"
          className={styles.black}
          aria-label={words.commands.black}
          onClick={() => session.setBlack(false)}
        />
      )}
    </div>
  )
}

/** The first step that is not finite. */
function Broken() {
  const session = useSession()
  const words = useWords()
  const trace = useTrace()
  const reading = useReading()
  const broken = firstNonFinite(trace)
  if (!broken) return null
  return (
    <p data-part="notice" className={ui.notice} role="status">
      {words.firstNonFinite(placeText(trace, reading, broken, words))}{' '}
      <button type="button" onClick={() => session.goTo(broken.index)}>
        {words.goTo}
      </button>
    </p>
  )
}

/** Above the views. On a phone most buttons stand behind one that says Menu. */
function Header() {
  const session = useSession()
  const tools = useId()
  const [open, setOpen] = useState(false)
  const menu = useRef<HTMLButtonElement>(null)
  const words = useWords()
  const language = useStore((s) => s.language)
  const experiment = useStore((s) => s.experiment)
  const opened = useStore((s) => s.opened)
  const past = useStore((s) => s.past.length > 0)
  const future = useStore((s) => s.future.length > 0)
  const present = useStore((s) => s.present)
  const { model, sequence } = experiment
  /** Closes the menu of a phone; what opens from it gives the focus back to its button. */
  function closeMenu(): void {
    setOpen(false)
    menu.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the menu wherever in it the focus is
    <header
      data-part="top"
      className={styles.top}
      onKeyDown={(event) => {
        if (!open || event.key !== 'Escape' || closesItself()) return
        event.preventDefault()
        closeMenu()
      }}
    >
      <SkipLink />
      <h1>{words.title}</h1>
      <ChosenExperiment className={styles.chosen} />
      <About>
        <span data-part="facts" className={styles.facts}>
          {netName(modelOf(model), words)} · {words.steps(sequence.inputs.length)}
        </span>
      </About>
      {!present && (
        <>
          <CommandButton name="undo" icon="M9 5 4 10l5 5M4 10h10a5 5 0 0 1 0 10h-3" disabled={!past} />
          <CommandButton name="redo" icon="M15 5l5 5-5 5M20 10H10a5 5 0 0 0 0 10h3" disabled={!future} />
          <CommandButton name="reset" icon="M5 12a7 7 0 1 0 2-5M5 4v4h4" disabled={experiment === opened} />
        </>
      )}
      <button
        ref={menu}
        type="button"
        data-part="menu"
        className={styles.menu}
        aria-expanded={open}
        aria-controls={tools}
        onClick={() => setOpen(!open)}
      >
        {words.menu}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only looks for what was chosen */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a button of it is a click */}
      <div
        id={tools}
        className={styles.tools}
        data-open={open}
        onClick={({ target, currentTarget }) => {
          const button = target instanceof Element ? target.closest('button') : null
          if (open && button?.parentElement === currentTarget) closeMenu()
        }}
      >
        <span className={styles.space} />
        <Settings />
        <Files />
        <select
          aria-label={words.language}
          value={language}
          onChange={(event) => {
            void speak(session, event.target.value as Language)
            if (open) closeMenu()
          }}
        >
          {languageIds.map((each) => (
            <option key={each} value={each} lang={languages[each].tag}>
              {languages[each].name}
            </option>
          ))}
        </select>
        {!present && (
          <button type="button" onClick={() => session.showTour(0)}>
            {words.tour}
          </button>
        )}
        <CommandButton name="present" icon="M4 5h16v11H4zM12 16v4M8 20h8" pressed={present} />
        <CommandButton name="help" icon="M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 17.5v.5" />
      </div>
    </header>
  )
}

/** What the keyboard points at: outlined, and said. */
function Pointed({ within }: { readonly within: string }) {
  const pointed = useStore((s) => s.pointed)
  const trace = useTrace()
  const reading = useReading()
  if (pointed === null) return null
  const value = numberOf(trace, pointed)
  return (
    <>
      <style>{`:where([data-session="${within}"]) [data-ref="${CSS.escape(pointed)}"]:not([data-part=wire]){outline:3px solid var(--accent);outline-offset:1px}`}</style>
      <p data-part="heard" className={ui.heard} aria-live="polite">
        {refText(trace, reading, pointed)}
        {value === undefined ? '' : ` = ${numberText(value)}`}
      </p>
    </>
  )
}

function Message() {
  const session = useSession()
  const words = useWords()
  const message = useStore((s) => s.message)
  const offersFile = useStore((s) => s.offersFile)
  if (message === null) return null
  return (
    <p data-part="message" className={ui.message} role="alert">
      {message}{' '}
      {offersFile && (
        <button type="button" onClick={() => saveExperiment(session)}>
          {words.save}
        </button>
      )}{' '}
      <button type="button" onClick={session.closeMessage}>
        {words.close}
      </button>
    </p>
  )
}
