/** The editor of a cell: its equations on the left, and on the right what follows from them. */
import { useDeferredValue, useMemo, useState } from 'react'
import {
  cellOf,
  type Doubt,
  doubtsOf,
  type Experiment,
  familyIds,
  isEdited,
  mistakeIn,
  modelOf,
  type OwnCell,
  reshaped,
  type Trace,
} from '../../../src/index.ts'
import { Part } from '../../parts/boundary/Part.tsx'
import { SizeField } from '../../parts/cell/SizeField.tsx'
import { Drawing } from '../../parts/drawing/Drawing.tsx'
import { usualScale } from '../../parts/drawing/sizes.ts'
import { keptCells, textCells } from '../../state/cells.ts'
import { useSession } from '../../state/context.ts'
import type { Session } from '../../state/session.ts'
import { useStore } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { Changes } from './Changes.tsx'
import {
  cellAsText,
  type Draft,
  draftOf,
  lettersIn,
  nameWith,
  type Parsed,
  parsed,
  previewOf,
  sizeOf,
} from './draft.ts'
import { Gradients, Weights } from './Facts.tsx'
import { KeptCells } from './Kept.tsx'
import styles from './Own.module.css'
import { EquationsText } from './Text.tsx'
import { useTexts } from './texts.ts'

/** The largest size that can be typed. */
const mostSize = 64

type Good = Extract<Parsed, { ok: true }>

const noDoubts: readonly Doubt[] = []

/** What was typed last for an experiment's cell stays until another one is begun with. */
let left: { readonly of: unknown; readonly original: OwnCell; readonly draft: Draft } | undefined

export default function Own({ onClose }: { readonly onClose: () => void }) {
  const session = useSession()
  const words = useWords()
  const texts = useTexts()
  const experiment = useStore((s) => s.experiment)
  const [begin] = useState(() => begun(experiment))
  const [original, setOriginal] = useState(begin.original)
  const [draft, setDraft] = useState(begin.draft)
  const result = useMemo(() => parsed(draft), [draft])
  const [good, setGood] = useState<Good>()
  if (result.ok && good?.own !== result.own) setGood(result)
  const shown = useDeferredValue(result.ok ? result : good)
  const doubts = useMemo(() => (result.ok ? doubtsOf(result.own.equations, result.cell) : noDoubts), [result])
  const present = useMemo(() => cellOf(modelOf(experiment.model)), [experiment.model])
  const weights = result.ok && isEdited(present, result.cell) ? texts.weightsStay : texts.weightsDrawn
  const said = result.ok ? undefined : mistakeIn(result.mistake, words.mistakes)
  function put(next: Draft, from = original): void {
    left = { of: experiment.model.cell, original: from, draft: next }
    setOriginal(from)
    setDraft(next)
  }
  const start = (cell: OwnCell) => put(draftOf(cell, draft.hiddenSize), cell)
  return (
    <div data-part="own-cell" className={styles.editor}>
      <p className={ui.hint}>{texts.hint}</p>
      <div className={styles.halves}>
        <div>
          <div className={styles.fields}>
            <Beginning onStart={start} />
            <label>
              {texts.name}{' '}
              <input
                value={draft.name}
                maxLength={60}
                onChange={(event) => put({ ...draft, name: event.target.value })}
              />
            </label>
            <SizeField
              label={texts.units}
              value={draft.hiddenSize}
              most={mostSize}
              onChange={(hiddenSize) => put({ ...draft, hiddenSize })}
            />
            {lettersIn(draft.equations).map((letter) => (
              <SizeField
                key={letter}
                label={texts.size(letter)}
                value={sizeOf(draft.sizes, letter)}
                most={mostSize}
                onChange={(n) => put({ ...draft, sizes: { ...draft.sizes, [letter]: n } })}
              />
            ))}
          </div>
          <EquationsText
            value={draft.equations}
            mistake={result.ok ? undefined : result.mistake}
            said={said}
            doubts={doubts}
            onChange={(equations) =>
              put({ ...draft, equations, name: nameWith(equations, draft, original, texts.changedName) })
            }
          />
          <p data-part="actions" className={ui.actions}>
            <button
              type="button"
              className={styles.use}
              disabled={!result.ok}
              onClick={() => {
                if (!result.ok) return
                use(session, result.own, draft.hiddenSize, weights)
                onClose()
              }}
            >
              {texts.use}
            </button>
          </p>
          {result.ok && (
            <p data-part="own-keeps" className={ui.hint}>
              {weights}
            </p>
          )}
          <Changes before={original.equations} after={draft.equations} />
          <KeptCells own={result.ok ? result.own : undefined} onOpen={start} />
        </div>
        <div className={styles.follows}>
          {!result.ok && shown && <p className={ui.hint}>{texts.lastGood}</p>}
          {shown && (
            <Part of={shown}>
              <div className={result.ok ? undefined : styles.old}>
                <Follows good={shown} hiddenSize={draft.hiddenSize} original={original} />
              </div>
            </Part>
          )}
        </div>
      </div>
    </div>
  )
}

/** Where the editor begins: with what was typed for this cell, or with the cell as it is. */
function begun(experiment: Experiment): { readonly original: OwnCell; readonly draft: Draft } {
  if (left && left.of === experiment.model.cell) return left
  const original = cellAsText(experiment)
  return { original, draft: draftOf(original, experiment.model.hiddenSize) }
}

/** The experiment gets the cell; what still fits of its weights and data stays. */
function use(session: Session, cell: OwnCell, hiddenSize: number, told: string): void {
  const { experiment } = session.get()
  left = undefined
  session.change(reshaped(experiment, { model: { cell, hiddenSize } }, experiment.model.init?.seed ?? 1))
  session.tell(told, ['experiment', 'view'])
}

function Follows({
  good: { own, cell },
  hiddenSize,
  original,
}: {
  readonly good: Good
  readonly hiddenSize: number
  readonly original: OwnCell
}) {
  const experiment = useStore((s) => s.experiment)
  const trace = useMemo(() => previewOf(experiment, own, hiddenSize), [experiment, own, hiddenSize])
  const before = useMemo(() => {
    const first = parsed({ ...original, sizes: original.sizes ?? {} })
    return new Set(first.ok ? first.cell.shapes.keys() : [])
  }, [original])
  return (
    <>
      <Weights
        own={own}
        cell={cell}
        hiddenSize={hiddenSize}
        before={before}
        doubts={doubtsOf(own.equations, cell)}
      />
      <Part of={trace}>
        <Preview trace={trace} />
      </Part>
      <Gradients trace={trace} cell={cell} />
    </>
  )
}

/** The cell as the page draws it, at the end of a first timestep. */
function Preview({ trace }: { readonly trace: Trace }) {
  const words = useWords()
  const texts = useTexts()
  const drawn = useMemo(
    () => ({ trace, was: undefined, grain: 'assignment', words, ...usualScale }) as const,
    [trace, words],
  )
  const cursor = trace.frames.findLastIndex(({ phase, t }) => phase === 'forward' && t === 1)
  return (
    <>
      <h3>{texts.drawing}</h3>
      <div
        data-part="own-drawing"
        className={styles.drawing}
        tabIndex={0}
        role="group"
        aria-label={texts.drawing}
      >
        <Drawing drawn={drawn} cursor={cursor} covered={false} />
      </div>
    </>
  )
}

/** The editor opens at the first thing that is done there, whether its dialog is shown before it or after it. */
function focused(select: HTMLSelectElement | null): void {
  select?.setAttribute('autofocus', '')
  select?.focus()
}

/** The cells that one can begin with. */
function Beginning({ onStart }: { readonly onStart: (cell: OwnCell) => void }) {
  const words = useWords()
  const texts = useTexts()
  const experiment = useStore((s) => s.experiment)
  const kept = keptCells().cells
  function begin(value: string): void {
    const [kind, ...rest] = value.split('/')
    const name = rest.join('/')
    const family = familyIds.find((id) => id === name)
    if (kind === 'empty') onStart({ name: texts.untitled, equations: '' })
    else if (kind === 'present') onStart(cellAsText(experiment))
    else if (kind === 'kept') onStart(kept.find((each) => each.name === name)!)
    else if (family) onStart(cellAsText({ ...experiment, model: { ...experiment.model, cell: family } }))
    else onStart(textCells.get(name)!)
  }
  return (
    <label>
      {texts.from}{' '}
      <select ref={focused} value="" onChange={(event) => begin(event.target.value)}>
        <option value="" disabled>
          …
        </option>
        <option value="empty">{texts.empty}</option>
        <option value="present">{texts.present}</option>
        {kept.length > 0 && (
          <optgroup label={texts.kept}>
            {kept.map(({ name }) => (
              <option key={name} value={`kept/${name}`}>
                {name}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label={texts.library}>
          {Object.entries(words.cells).map(([id, name]) => (
            <option key={id} value={`library/${id}`}>
              {name}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  )
}
