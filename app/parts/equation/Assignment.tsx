/** One assignment: its formula in symbols, with its numbers and what comes out, and who sent how much. */
import { memo } from 'react'
import {
  documentLinesOfAll,
  type Face,
  type Frame,
  frameAt,
  framesAsOne,
  type Grain,
  numberText,
  ofGradient,
  placeOf,
  type Reading,
  resultOf,
  sameTree,
  sendersOf,
  symbolsIn,
  type Trace,
} from '../../../src/index.ts'
import { Copy } from '../../math/Copy.tsx'
import { Formula } from '../../math/Formula.tsx'
import { useStore } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import type { Words } from '../../words/words.ts'
import styles from './Assignment.module.css'
import { formulaFor, formulaLines, nameless } from './lines.ts'
import { Running } from './Running.tsx'
import { Senders } from './Senders.tsx'
import { Units } from './Units.tsx'

/** How equations are shown. */
export interface Telling {
  readonly trace: Trace
  readonly grain: Grain
  /** the run before the last change, while it is shown */
  readonly was: Trace | undefined
  readonly reading: Reading
  readonly present: boolean
  /** are shapes shown in place of symbols? */
  readonly shapes: boolean
  readonly setShapes: (shapes: boolean) => void
  readonly words: Words
}

interface Props {
  readonly telling: Telling
  readonly frame: Frame
  readonly covered: boolean
  /** does it stand below another? then the headings of that one are its own too */
  readonly further: boolean
}

export const Assignment = memo(function Assignment({ telling, frame, covered, further }: Props) {
  const { trace, was, reading, shapes, setShapes, words } = telling
  const asking = useStore((s) => s.prediction !== null)
  const formula = formulaFor(trace, frame, reading)
  const lines = formulaLines(formula)
  const wasFrame = was && frameAt(was, placeOf(frame))
  const earlier = wasFrame && formulaLines(formulaFor(was, wasFrame, reading)).result
  const pieces = framesAsOne(trace, frame, reading)
  const shape = sideBySide(pieces.map((each) => resultOf(trace, each).shape))
  const size = (
    <span data-part="sizes" className={styles.sizes}>
      {words.labelled(words.result, words.sizes(shape))}
    </span>
  )
  const copied = (face: Face) =>
    face === 'symbols' && shapes
      ? [{ left: formula.left, right: formula.shapes }]
      : documentLinesOfAll(trace, [frame], reading, face, covered, words.cancels)
  const copy = (face: Face) => (
    <span className={styles.copy}>
      <Copy lines={() => copied(face)} label={face === 'symbols' && shapes ? words.shapes : words[face]} />
    </span>
  )
  return (
    <article
      data-part="assignment"
      className={`${ui.edged} ${styles.assignment} ${further ? styles.further : ''}`}
    >
      {further ? (
        <>
          {size}
          {copy('symbols')}
        </>
      ) : (
        <h3>
          {shapes ? words.shapes : words.symbols}
          <button type="button" className={ui.quiet} aria-pressed={shapes} onClick={() => setShapes(!shapes)}>
            {shapes ? words.symbols : words.shapes}
          </button>
          {copy('symbols')}
        </h3>
      )}
      <Formula
        kind="symbols"
        tree={shapes ? lines.shapes : lines.symbols}
        label={shapes ? words.shapes : words.symbols}
      />
      {!further && (
        <h3>
          {words.numbers}
          {copy('numbers')}
          {size}
        </h3>
      )}
      <div data-part="evaluated" className={`${ui.edged} ${styles.evaluated}`}>
        <Formula kind="numbers" tree={lines.numbers} label={words.numbers} />
        {covered ? (
          <p data-part="hidden-result" className={styles.hiddenResult}>
            {asking ? '?' : words.resultCovered}
          </p>
        ) : (
          <Formula kind="numbers" tree={lines.result} label={words.result} />
        )}
      </div>
      {frame.phase === 'forward' && !covered && (
        <Units
          trace={trace}
          t={frame.t!}
          names={isOfHead(trace, frame) ? ends : readsInput(frame) ? inputs : none}
        />
      )}
      {formula.cancels && !covered && <p className={ui.hint}>{words.cancels[formula.cancels]}</p>}
      {earlier !== undefined && !sameTree(earlier, lines.result) && !covered && (
        <div data-part="earlier" className={styles.earlier}>
          <h3>{words.resultBefore}</h3>
          <Formula kind="numbers" tree={nameless(earlier)} label={words.resultBefore} />
        </div>
      )}
      {frame.equation.overTime && frame.phase === 'backward' && !covered && (
        <Running
          trace={trace}
          t={frame.t!}
          weights={pieces.map((each) => ofGradient(each.equation.symbol)!)}
          words={words}
        />
      )}
      {sendersOf(trace, frame).length > 1 && !frame.equation.overTime && !covered && (
        <Senders trace={trace} frame={frame} noted={formula.cancels} />
      )}
    </article>
  )
})

/** What is told in the units of the file: at the head the outputs and targets, where a cell reads them the inputs. */
const [ends, inputs, none] = [['y', 'target'], ['x'], []] as const
const readsInput = ({ equation }: Frame): boolean =>
  symbolsIn(equation.expr).some(({ name, dt }) => name === 'x' && dt === 0)

const isOfHead = ({ net }: Trace, { equation }: Frame): boolean =>
  net.head.some(({ symbol }) => symbol === equation.symbol)

/** The shape of matrices side by side; of one thing its own. */
function sideBySide(shapes: readonly (readonly number[])[]): readonly number[] {
  const [first = []] = shapes
  return shapes.length === 1 ? first : [first[0]!, shapes.reduce((sum, [, columns]) => sum + columns!, 0)]
}

/** The numbers of a result as they are read out. */
export function said(trace: Trace, frame: Frame, reading: Reading, words: Words): string {
  const data = framesAsOne(trace, frame, reading).flatMap((each) => Array.from(resultOf(trace, each).data))
  const shown = Array.from({ length: Math.min(8, data.length) }, (_, i) => numberText(data[i]!))
  return words.list(data.length > 8 ? [...shown, '…'] : shown)
}
