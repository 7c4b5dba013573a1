/** Take it along: formulas, tables, the drawing, a program, a sheet to print. */
import { csvOf, formats, placeOf, problemOf, pythonOf, rowsOfFrame, rowsOfTrace } from '../../../src/index.ts'
import { pngOf, svgText } from '../../figure/figureFile.ts'
import { useSession } from '../../state/context.ts'
import { useStore, useTrace } from '../../state/store.ts'
import { saveFile } from '../../ui/save.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { fetched } from '../../work/fetch.ts'
import styles from './Along.module.css'
import { Latex } from './Latex.tsx'
import { PrintSheet } from './PrintSheet.tsx'
import { useTexts } from './texts.ts'

export default function Along() {
  const session = useSession()
  const texts = useTexts()
  const words = useWords()
  const trace = useTrace()
  const frame =
    trace.frames[
      Math.min(
        useStore((s) => s.cursor),
        trace.frames.length - 1,
      )
    ]!
  const name = () => session.get().name ?? 'experiment'
  const place = placeOf(frame)

  const drawing = () => document.querySelector<SVGSVGElement>('[data-part=cell] [data-part=drawing]')
  async function picture(ending: 'svg' | 'png'): Promise<void> {
    const svg = drawing()
    if (!svg) return session.tell(texts.noDrawing, ['view', 'panel', 'experiment'])
    const text = svgText(svg, `${name()} ${place}`)
    try {
      if (ending === 'svg') saveFile(`${name()}-${place}.svg`, [text], 'image/svg+xml')
      else saveFile(`${name()}-${place}.png`, await pngOf(text))
    } catch {
      session.tell(texts.failed, ['view', 'cursor', 'experiment'])
    }
  }

  return (
    <section data-part="along" className={styles.along}>
      <h3>{texts.title}</h3>
      <Latex />
      <p data-part="actions" className={`${ui.actions} ${styles.actions}`}>
        {words.label(texts.table)}{' '}
        <button
          type="button"
          onClick={() =>
            saveFile(`${name()}-${place}.csv`, [...csvOf(rowsOfFrame(trace, frame))], 'text/csv')
          }
        >
          {texts.thisStep}
        </button>
        <button
          type="button"
          onClick={() => saveFile(`${name()}.csv`, [...csvOf(rowsOfTrace(trace))], 'text/csv')}
        >
          {texts.wholeRun}
        </button>
      </p>
      <p data-part="actions" className={`${ui.actions} ${styles.actions}`}>
        {words.label(texts.drawing)}{' '}
        <button type="button" onClick={() => void picture('svg')}>
          SVG
        </button>
        <button type="button" onClick={() => void picture('png')}>
          PNG
        </button>
      </p>
      <p data-part="actions" className={`${ui.actions} ${styles.actions}`}>
        {words.label(texts.python)}{' '}
        <button
          type="button"
          onClick={() => saveFile(`${name()}.py`, [pythonOf(trace, name())], 'text/x-python')}
        >
          Python
        </button>
      </p>
      <SaveWeights />
      <PrintSheet trace={trace} frame={frame} />
    </section>
  )
}

/** The weights of the experiment as files of other programs. */
function SaveWeights() {
  const session = useSession()
  const texts = useTexts()
  const words = useWords()
  async function save(ending: 'safetensors' | 'npz'): Promise<void> {
    const { name, experiment } = session.get()
    const { weights } = problemOf(experiment)
    try {
      const { toNpz, toSafetensors } = await fetched(formats)
      const bytes = ending === 'npz' ? toNpz(weights) : toSafetensors(weights)
      saveFile(`${name ?? 'weights'}.${ending}`, [new Uint8Array(bytes)], 'application/octet-stream')
    } catch {
      session.tell(texts.weightsAway, ['view', 'experiment'])
    }
  }
  return (
    <p data-part="actions" className={`${ui.actions} ${styles.actions}`}>
      {words.label(texts.weights)}{' '}
      {(['safetensors', 'npz'] as const).map((ending) => (
        <button key={ending} type="button" onClick={() => void save(ending)}>
          {ending}
        </button>
      ))}
    </p>
  )
}
