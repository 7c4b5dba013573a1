/** What all models share. */

import { isLinearIn, networkOfChoice } from '../../../src/index.ts'
import { useSession } from '../../state/context.ts'
import { type Entry, modelOfEntry } from '../../state/models.ts'
import { Slider } from '../../ui/Slider.tsx'
import styles from './Sliders.module.css'
import { ranges, type Setup, usual } from './setup.ts'
import { useTexts } from './texts.ts'

const said = (value: number) => (value >= 10 ? value.toFixed(0) : String(Number(value.toPrecision(2))))

/** Does the gradient of a cell not depend on the inputs, as that of a linear RNN? */
const isLinear = (entry: Entry) => isLinearIn(networkOfChoice(modelOfEntry(entry)))

export function Sliders({ setup }: { readonly setup: Setup }) {
  const session = useSession()
  const texts = useTexts()
  const { models, hidden, steps, scale, seed, draws } = setup
  const given = models.every((entry) => entry.kind === 'given') ? texts.sliders.given : undefined
  const linear = models.every((entry) => entry.kind === 'given' || isLinear(entry))
    ? texts.sliders.linear
    : undefined
  const change = (key: keyof typeof usual) => (value: number) =>
    session.changeParams({ [key]: value === usual[key] ? null : String(value) })
  return (
    <fieldset data-part="shared" className={styles.shared}>
      <legend>{texts.sliders.title}</legend>
      <Slider
        label={texts.sliders.hidden}
        off={given}
        value={hidden}
        min={ranges.hidden[0]}
        max={ranges.hidden[1]}
        shown={String(hidden)}
        onValue={change('hidden')}
      />
      <Slider
        label={texts.sliders.steps}
        off={given}
        value={steps}
        min={ranges.steps[0]}
        max={ranges.steps[1]}
        shown={String(steps)}
        onValue={change('steps')}
      />
      <Slider
        label={texts.sliders.scale}
        off={given ?? linear}
        value={Math.log10(scale)}
        min={-2}
        max={2}
        step={0.05}
        shown={said(scale)}
        onValue={(exponent) => change('scale')(Number((10 ** exponent).toPrecision(2)))}
      />
      <Slider
        label={texts.sliders.seed}
        value={seed}
        min={0}
        max={Math.max(200, seed)}
        shown={String(seed)}
        onValue={change('seed')}
      />
      <Slider
        label={texts.sliders.draws}
        value={draws}
        min={ranges.draws[0]}
        max={ranges.draws[1]}
        shown={String(draws)}
        onValue={change('draws')}
      />
    </fieldset>
  )
}
