import { useEffect, useLayoutEffect } from 'react'
import { firstNonFinite, numberOf, numberText } from '../../src/index.ts'
import { unitAt } from '../figure/units.ts'
import { refText } from '../math/name.ts'
import { Asked, frameThatWrote } from '../parts/asked/Asked.tsx'
import { later } from '../parts/boundary/later.tsx'
import { Part } from '../parts/boundary/Part.tsx'
import { Cell } from '../parts/drawing/Cell.tsx'
import { Compared } from '../parts/equation/Compared.tsx'
import { Equation } from '../parts/equation/Equation.tsx'
import { placeText } from '../parts/equation/explain.ts'
import { Timeline } from '../parts/strip/Timeline.tsx'
import { saveExperiment } from '../parts/take/saveExperiment.ts'
import { dragInPlace, scrubOf } from '../parts/transport/scrub.ts'
import { CommandButton, Transport } from '../parts/transport/Transport.tsx'
import { useReading } from '../state/reading.ts'
import { trace as currentTrace, goTo, panelIn, set, useStore, useTrace } from '../state/store.ts'
import { cellName } from '../words/cell.ts'
import { languageNames, useWords } from '../words/words.ts'
import { About } from './About.tsx'
import { ChosenExperiment } from './ChosenExperiment.tsx'
import { Files } from './files/Files.tsx'
import { Help } from './Help.tsx'
import { OpenView, Views } from './OpenView.tsx'
import { PrintHead } from './PrintHead.tsx'
import { Settings } from './Settings.tsx'
import { SkipLink } from './SkipLink.tsx'
import { Tour } from './Tour.tsx'

const Why = later(
  () => import('../parts/why/Why.tsx'),
  null,
  () => set({ why: null }),
)

/** What the pointer or the focus is on is lit wherever it is shown: one rule of style, no component is drawn again. */
function Light() {
  const lit = useStore((s) => s.lit)
  const quoted = lit && CSS.escape(lit)
  // The steps of this timestep are named without it.
  const step = lit && CSS.escape(lit.replace(/@\d+$/, ''))
  return (
    <style>
      {quoted &&
        `[data-ref="${quoted}"],[data-ref^="${quoted}\\["],[data-sym="${quoted}"],.chips [data-sym="${step}"]{--lit:1;background-color:var(--lit-back);outline:2px solid var(--lit-line);outline-offset:1px;border-radius:3px}
svg .wire[data-ref="${quoted}"]{outline:none;background-color:transparent}
svg .wire[data-ref="${quoted}"] path:first-child{stroke:var(--lit-line);stroke-width:5}
svg .symbol[data-ref="${quoted}"]{text-decoration:underline}
svg [data-ref="${quoted}"] .frame{stroke:var(--lit-line);stroke-width:2;fill:var(--lit-back)}`}
    </style>
  )
}

/** The name of what is under the pointer, without its element. */
function nameUnder(target: EventTarget | null): string | null {
  if (!(target instanceof Element)) return null
  const found = target.closest('[data-ref]')
  return found?.getAttribute('data-ref')?.replace(/\[[^\]]*\]/, '') ?? null
}

/**
 * Lights what the pointer is moved onto. What comes to lie under a pointer that rests (a step does that) is not meant, and
 * lighting it would style and lay out the page twice at each step.
 */
let [restsAtX, restsAtY] = [-1, -1]
function pointAt(event: React.PointerEvent): void {
  const { target, clientX, clientY } = event
  if (clientX === restsAtX && clientY === restsAtY) return
  restsAtX = clientX
  restsAtY = clientY
  const number = draggable(event)
  document.documentElement.classList.toggle('on-given', number !== null && scrubOf(number) !== undefined)
  set({ lit: nameUnder(target) })
}

/** The full name of the number under the pointer; of a wire, the name of what it carries. */
function numberUnder({ target, clientX, clientY }: React.MouseEvent): string | null {
  if (!(target instanceof Element)) return null
  const named = target.closest('[data-ref*="["], data[data-ref], .wire[data-ref]')?.getAttribute('data-ref')
  return named ?? unitAt(target, clientX, clientY) ?? null
}

const isWithin = ({ target }: React.SyntheticEvent, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null

/** The number that a press would drag, if it was given. A column is there to be gone to, and a popover has a handle. */
const draggable = (event: React.PointerEvent): string | null =>
  isWithin(event, '.column, .asked') ? null : numberUnder(event)

/** Where numbers are drawn and not written, the one under the pointer is told. */
function tell(event: React.PointerEvent): void {
  const figure = event.target instanceof Element ? event.target.closest('[data-units]') : null
  const ref = figure && unitAt(figure, event.clientX, event.clientY)
  const value = ref ? numberOf(currentTrace(), ref) : undefined
  const box = figure?.closest<HTMLElement>('.slot, .drawing-box')
  if (box && value !== undefined) box.title = `${ref} = ${numberText(value)}`
}

export function App() {
  const words = useWords()
  const language = useStore((s) => s.language)
  const theme = useStore((s) => s.theme)
  const present = useStore((s) => s.present)
  const panel = useStore(panelIn)
  const black = useStore((s) => s.black)
  const view = useStore((s) => s.view)
  const why = useStore((s) => s.why)

  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.documentElement.dataset.theme = theme
    document.title = words.labelled(words.title, words.tagline)
  }, [language, theme, words])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: one listener lights and asks for every number; each is reachable by the controls that show it
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on what is focused asks too
    <div
      className="app"
      data-present={present}
      data-view={view}
      data-panel={panel}
      onPointerOver={pointAt}
      onPointerDown={(event) => dragInPlace(draggable(event), event)}
      onPointerMove={tell}
      onPointerLeave={() => set({ lit: null })}
      onFocus={(event) => set({ lit: nameUnder(event.target) })}
      onClick={(event) => {
        const ref = numberUnder(event)
        if (ref && !isWithin(event, '.column')) set({ asked: { ref, x: event.clientX, y: event.clientY } })
        else if (!isWithin(event, '.asked')) set({ asked: null })
      }}
      onDoubleClick={(event) => {
        const ref = numberUnder(event)
        const frame = ref === null ? undefined : frameThatWrote(ref)
        if (frame) goTo(frame.index)
      }}
    >
      <Light />
      <Part>
        <Header />
        <PrintHead />
      </Part>
      <div className="under-top">
        {!present && <Views />}
        <Part>
          <Compared />
        </Part>
      </div>
      <Message />
      <Part>
        <Pointed />
        <Broken />
      </Part>
      {view === 'step' ? (
        <>
          <main id="main" tabIndex={-1}>
            <Part>{(panel === 'all' || panel === 'strip') && <Timeline />}</Part>
            <Part>{(panel === 'all' || panel === 'cell') && <Cell />}</Part>
            <Part>{(panel === 'all' || panel === 'equation') && <Equation />}</Part>
          </main>
          <Part>
            <Transport />
          </Part>
          <LaidOut />
        </>
      ) : (
        <OpenView view={view} />
      )}
      <Part>
        <Asked />
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
          className="black"
          aria-label={words.commands.black}
          onClick={() => set({ black: false })}
        />
      )}
    </div>
  )
}

/** The first step that is not finite. */
function Broken() {
  const words = useWords()
  const trace = useTrace()
  const reading = useReading()
  const broken = firstNonFinite(trace)
  if (!broken) return null
  return (
    <p className="notice" role="status">
      {words.firstNonFinite(placeText(trace, reading, broken, words))}{' '}
      <button type="button" onClick={() => goTo(broken.index)}>
        {words.goTo}
      </button>
    </p>
  )
}

/**
 * The screen takes its next frame up to 17 ms after a key. What a step changes is laid out in that time, not after it. It stands
 * behind everything that follows a step, so that all of it has changed.
 */
function LaidOut() {
  const cursor = useStore((s) => s.cursor)
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each step
  useLayoutEffect(() => void document.body.getBoundingClientRect(), [cursor])
  return null
}

function Header() {
  const words = useWords()
  const language = useStore((s) => s.language)
  const experiment = useStore((s) => s.experiment)
  const opened = useStore((s) => s.opened)
  const past = useStore((s) => s.past.length > 0)
  const future = useStore((s) => s.future.length > 0)
  const present = useStore((s) => s.present)
  const { model, sequence } = experiment
  return (
    <header className="top">
      <SkipLink />
      <h1>{words.title}</h1>
      <ChosenExperiment />
      <About>
        <span className="facts">
          {cellName(model, words)} · {words.units(model.hiddenSize)} · {words.steps(sequence.inputs.length)}
        </span>
      </About>
      {!present && (
        <>
          <CommandButton name="undo" icon="M9 5 4 10l5 5M4 10h10a5 5 0 0 1 0 10h-3" disabled={!past} />
          <CommandButton name="redo" icon="M15 5l5 5-5 5M20 10H10a5 5 0 0 0 0 10h3" disabled={!future} />
          <CommandButton name="reset" icon="M5 12a7 7 0 1 0 2-5M5 4v4h4" disabled={experiment === opened} />
        </>
      )}
      <span className="space" />
      <Settings />
      <Files />
      <select
        aria-label={words.language}
        value={language}
        onChange={(event) => set({ language: event.target.value as 'en' | 'zh' })}
      >
        {(['en', 'zh'] as const).map((each) => (
          <option key={each} value={each} lang={each === 'zh' ? 'zh-CN' : 'en'}>
            {languageNames[each]}
          </option>
        ))}
      </select>
      {!present && (
        <button type="button" onClick={() => set({ tour: 0 })}>
          {words.tour}
        </button>
      )}
      <CommandButton name="present" icon="M4 5h16v11H4zM12 16v4M8 20h8" pressed={present} />
      <CommandButton name="help" icon="M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 17.5v.5" />
    </header>
  )
}

/** What the keyboard points at: outlined, and said. */
function Pointed() {
  const pointed = useStore((s) => s.pointed)
  const trace = useTrace()
  const reading = useReading()
  if (pointed === null) return null
  const value = numberOf(trace, pointed)
  return (
    <>
      <style>{`[data-ref="${CSS.escape(pointed)}"]:not(.wire){outline:3px solid var(--accent);outline-offset:1px}`}</style>
      <p className="heard" aria-live="polite">
        {refText(trace, reading, pointed)}
        {value === undefined ? '' : ` = ${numberText(value)}`}
      </p>
    </>
  )
}

function Message() {
  const words = useWords()
  const message = useStore((s) => s.message)
  const offersFile = useStore((s) => s.offersFile)
  if (message === null) return null
  return (
    <p className="message" role="alert">
      {message}{' '}
      {offersFile && (
        <button type="button" onClick={saveExperiment}>
          {words.save}
        </button>
      )}{' '}
      <button type="button" onClick={() => set({ message: null })}>
        {words.close}
      </button>
    </p>
  )
}
