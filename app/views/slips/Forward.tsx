/** What a slip is about: the forward pass of the cell, so that the question can be answered without knowing which convention is meant. */

import {
  type Experiment,
  equation,
  hasConventions,
  letter,
  namedSymbol,
  type Slip,
  sumOver,
  symbol,
  symbolsFace,
  type Trace,
  type Tree,
  unusual,
  writingOf,
} from '../../../src/index.ts'
import { Copyable } from '../../math/Copy.tsx'
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
  const line = (name: string, dt: 0 | null, right: Tree) => {
    const left = namedSymbol(symbol(name, dt), writing)
    return (
      <li key={`${name} ${dt}`}>
        <Copyable left={left} right={right}>
          <Formula tree={equation(left, right)} />
        </Copyable>
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
          .filter((each) => !each.silent)
          .map((each) => line(each.symbol, 0, symbolsFace(each.expr, writing)))}
        {line('L', null, sumOver(letter('t'), symbolsFace(share, writing)))}
      </ul>
      {experiment.loss.kind === 'cross-entropy' && <p className={ui.hint}>{texts.crossEntropy}</p>}
    </details>
  )
}
