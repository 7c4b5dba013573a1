/** What a slip is about: the forward pass of the cell, so that the question can be answered without knowing which convention is meant. */

import {
  type Experiment,
  type Expr,
  hasConventions,
  type Slip,
  symbol,
  symbolsFace,
  symbolTex,
  type Trace,
  tag,
  tagsOf,
  unusual,
  writingOf,
} from '../../../src/index.ts'
import { Formula } from '../../math/Formula.tsx'
import { cellInWords } from '../../parts/cell/texts.ts'
import { useReading } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import styles from './Forward.module.css'
import { useTexts } from './texts.ts'

interface Props {
  readonly slip: Slip
  readonly experiment: Experiment
  readonly trace: Trace
}

export function Forward({ slip, experiment, trace }: Props) {
  const texts = useTexts()
  const words = useWords()
  const writing = writingOf(trace, useReading())
  const { cell, head, share } = trace.net
  const line = (name: string, dt: 0 | null, expr: Expr, before = '') => {
    const left = symbol(name, dt)
    const tex = `${tag(tagsOf(left, writing), symbolTex(left, writing).text)} = ${before}${symbolsFace(expr, writing)}`
    return (
      <li key={`${name} ${dt}`}>
        <Formula tex={tex} />
      </li>
    )
  }
  // Where conventions differ, the question cannot be answered without it.
  const open = hasConventions(slip.model) || unusual(slip.model).length > 0 || slip.kind === 'loss'
  return (
    <details className={styles.pass} open={open}>
      <summary>{words.labelled(texts.forward, cellInWords(experiment.model, words))}</summary>
      <ul>
        {[...cell, ...head]
          .filter((equation) => !equation.silent)
          .map((equation) => line(equation.symbol, 0, equation.expr))}
        {line('L', null, share, '\\sum_{t} ')}
      </ul>
      {experiment.loss.kind === 'cross-entropy' && <p className={ui.hint}>{texts.crossEntropy}</p>}
    </details>
  )
}
