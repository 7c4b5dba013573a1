/** The error boundary around each part of the page: a part that fails says so in its place, and the other parts go on. */
import { Component, type ReactNode, useEffect, useState } from 'react'
import { writeExperiment } from '../../../src/index.ts'
import { useSession } from '../../state/context.ts'
import { useStore } from '../../state/store.ts'
import { saveFile } from '../../ui/save.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { answers, Unfetched } from '../../work/fetch.ts'
import styles from './Part.module.css'

interface Props {
  readonly children: ReactNode
  /** fetches a part that could not be had once more; it fails where that fails */
  readonly again?: () => Promise<void>
  /** closes a part that lies above the page: its message does so too, and Escape closes it */
  readonly close?: () => void
  /** this is the whole page */
  readonly whole?: boolean
  /** what the part shows: what breaks for one is tried again with the next */
  readonly of?: unknown
}

export class Part extends Component<Props, { readonly failure: { readonly error: unknown } | null }> {
  override state = { failure: null as { readonly error: unknown } | null }
  static getDerivedStateFromError(error: unknown) {
    return { failure: { error } }
  }
  readonly reset = () => this.setState({ failure: null })
  override componentDidUpdate(before: Props) {
    if (this.state.failure && before.of !== this.props.of) this.reset()
  }
  override render() {
    const { failure } = this.state
    const { children, again, close, whole = false } = this.props
    if (!failure) return children
    const { error } = failure
    const box = (
      <Box close={close}>
        {error instanceof Unfetched && again ? (
          <Missing error={error} again={again} reset={this.reset} />
        ) : (
          <Broken whole={whole} reset={this.reset} />
        )}
      </Box>
    )
    return whole ? <main className={ui.page}>{box}</main> : box
  }
}

/** What is said in place of a part. */
function Box({
  close,
  children,
}: {
  readonly close: (() => void) | undefined
  readonly children: ReactNode
}) {
  const words = useWords()
  useEffect(() => {
    if (!close) return undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [close])
  return (
    <div data-part="failed-part" className={styles.failed} data-above={close !== undefined} role="alert">
      {children}
      {close && (
        <button type="button" onClick={close}>
          {words.close}
        </button>
      )}
    </div>
  )
}

/** Milliseconds between two attempts to fetch what was not to be had. */
const pause = 5000

interface MissingProps {
  readonly error: Unfetched
  readonly again: () => Promise<void>
  readonly reset: () => void
}

/** A part that was not to be had: it is fetched again by and by, when the network comes back, and when that is asked for. */
function Missing({ error, again, reset }: MissingProps) {
  const { parts } = useWords()
  const [reason, setReason] = useState(error.reason)
  const [busy, setBusy] = useState(false)
  function attempt(): Promise<void> {
    return again().then(reset, (next) => setReason(next instanceof Unfetched ? next.reason : 'gone'))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is fetched stays the same
  useEffect(() => {
    const quietly = () => void attempt()
    const timer = reason === 'away' ? setInterval(quietly, pause) : undefined
    addEventListener('online', quietly)
    return () => {
      clearInterval(timer)
      removeEventListener('online', quietly)
    }
  }, [reason])
  return (
    <>
      <p>{parts[reason]}</p>
      <p data-part="actions" className={`${ui.actions} ${styles.actions}`}>
        <button
          type="button"
          disabled={busy}
          onClick={() => {
            setBusy(true)
            void attempt().finally(() => setBusy(false))
          }}
        >
          {parts.again}
        </button>
        {reason === 'gone' && <Reload />}
      </p>
    </>
  )
}

/** A part that broke while it was drawn: another step, experiment or view may be drawn well, so it is drawn anew with each. */
function Broken({ whole, reset }: { readonly whole: boolean; readonly reset: () => void }) {
  const session = useSession()
  const { parts, commands } = useWords()
  const past = useStore((s) => s.past.length > 0)
  useEffect(
    () =>
      session.subscribe((now, was) => {
        const same = (['experiment', 'cursor', 'view', 'grain', 'params', 'why'] as const).every(
          (key) => now[key] === was[key],
        )
        if (!same) reset()
      }),
    [reset, session],
  )
  return (
    <>
      <p>{whole ? parts.wholeBroken : parts.broken}</p>
      <p data-part="actions" className={`${ui.actions} ${styles.actions}`}>
        <button type="button" onClick={reset}>
          {parts.again}
        </button>
        {past && (
          <button type="button" onClick={session.undo}>
            {commands.undo}
          </button>
        )}
        <Reload />
        {whole && <Rescue />}
      </p>
    </>
  )
}

/** Where nothing of the page can be shown: the experiment as a file, and a way to another one. */
function Rescue() {
  const session = useSession()
  const { parts } = useWords()
  const save = () =>
    saveFile('experiment.json', [writeExperiment(session.get().experiment)], 'application/json')
  return (
    <>
      <button type="button" onClick={save}>
        {parts.save}
      </button>
      <button
        type="button"
        onClick={() => {
          history.pushState(null, '', '#')
          location.reload()
        }}
      >
        {parts.afresh}
      </button>
    </>
  )
}

/** Loads the page anew, if it can be had and if its state stands in the address or in the browser's storage. */
function Reload() {
  const session = useSession()
  const { parts, troubles } = useWords()
  const [trouble, setTrouble] = useState<string>()
  async function reload(): Promise<void> {
    if (!(await session.address.keepNow())) return setTrouble(troubles.unkept())
    if (!(await answers(location.href))) return setTrouble(parts.unreachable)
    session.closeMessage()
    location.reload()
  }
  return (
    <>
      <button type="button" onClick={() => void reload()}>
        {parts.reload}
      </button>
      {trouble !== undefined && <span role="status">{trouble}</span>}
    </>
  )
}
