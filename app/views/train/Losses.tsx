/** The losses of all nets: while they train and of the sequences that are held out, with what must be beaten. */
import { useMemo, useRef } from 'react'
import { numberText } from '../../../src/index.ts'
import { reach, type Span } from '../../figure/axis.ts'
import type { Ground } from '../../figure/Frame.tsx'
import { dashOf, Line, type Point, Rule } from '../../figure/marks.tsx'
import { Plot } from '../../figure/Plot.tsx'
import { useSession } from '../../state/context.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import type { Baseline } from './baselines.ts'
import { heldOutLoss, trainingLoss } from './curves.ts'
import styles from './Losses.module.css'
import type { Shown } from './shown.ts'
import { useTexts } from './texts.ts'

interface Props {
  readonly shown: readonly Shown[]
  readonly baselines: readonly Baseline[]
  readonly log: boolean
  readonly epochs: number
  readonly lossKind: 'mse' | 'cross-entropy' | 'bce' | 'linear'
  readonly onOpen: (shown: Shown, done: number) => void
}

interface Drawn {
  readonly shown: Shown
  readonly training: readonly Point[]
  readonly heldOut: readonly Point[]
}

export function Losses({ shown, baselines, log, epochs, lossKind, onOpen }: Props) {
  const session = useSession()
  const texts = useTexts().loss
  const words = useWords()
  const holder = useRef<HTMLElement>(null)
  const drawn = useMemo(
    () =>
      shown.flatMap((each): Drawn[] =>
        each.run ? [{ shown: each, training: trainingLoss(each.run), heldOut: heldOutLoss(each.run) }] : [],
      ),
    [shown],
  )
  const values = [
    ...drawn.flatMap(({ training, heldOut }) => [...training, ...heldOut].map(([, y]) => y)),
    ...baselines.map(({ loss }) => loss),
  ]
  const [low, high] = reach(values, log)
  const longest = Math.max(epochs, ...drawn.map(({ shown: { run } }) => run!.document.training.epochs))
  const x = useMemo((): Span => ({ low: 0, high: longest, name: texts.epoch, whole: true }), [longest, texts])
  const y = useMemo(
    (): Span => ({ low, high, log, name: texts.of[lossKind] }),
    [low, high, log, texts, lossKind],
  )
  const said = drawn
    .filter(({ training }) => training.length > 0)
    .map(({ shown: { name }, training, heldOut }) => {
      const last = heldOut.at(-1)
      return texts.said(
        name,
        String(last?.[0] ?? 0),
        numberText(training.at(-1)![1]),
        numberText(last?.[1] ?? Number.NaN),
      )
    })
  const told = said.length > 0 ? words.sentences(said) : texts.none
  return (
    <figure ref={holder} data-part="losses" className={styles.figure}>
      <figcaption className={styles.head}>
        <h3>{texts.title}</h3>
        <label className={ui.named}>
          {texts.axis}
          <select
            aria-label={texts.axis}
            value={log ? 'log' : 'linear'}
            onChange={({ target }) =>
              session.changeParams({ losses: target.value === 'log' ? null : target.value })
            }
          >
            <option value="log">{texts.log}</option>
            <option value="linear">{texts.linear}</option>
          </select>
        </label>
      </figcaption>
      <Plot
        x={x}
        y={y}
        curves={[]}
        label={texts.label(told)}
        data-part="loss-plot"
        className={styles.plot}
        under={(ground) => <Baselines baselines={baselines} ground={ground} />}
        over={(ground) =>
          drawn.map((each) => <Curves key={each.shown.model} {...each} ground={ground} onOpen={onOpen} />)
        }
      />
      <p className={styles.key} aria-hidden="true">
        <svg width={34} height={10} aria-hidden="true">
          <path className={styles.training} d="M1 5h32" />
        </svg>
        {texts.training}
        <svg width={34} height={10} aria-hidden="true">
          <path className={styles.heldOut} d="M1 5h32" />
        </svg>
        {texts.heldOut}
      </p>
    </figure>
  )
}

function Baselines({ baselines, ground }: Pick<Props, 'baselines'> & { readonly ground: Ground }) {
  const { baselines: texts } = useTexts().loss
  return baselines.map(({ kind, loss }) => (
    <Rule
      key={kind}
      ground={ground}
      y={loss}
      text={`${texts[kind]} ${numberText(loss)}`}
      className={styles.rule}
    />
  ))
}

interface CurvesProps extends Drawn {
  readonly ground: Ground
  readonly onOpen: Props['onOpen']
}

function Curves({ shown, training, heldOut, ground, onOpen }: CurvesProps) {
  const { model, isOld, run } = shown
  const open = (event: React.MouseEvent<SVGGElement>) => {
    const svg = event.currentTarget.ownerSVGElement!
    const box = svg.getBoundingClientRect()
    const at = ((event.clientX - box.left) / box.width) * ground.width
    const each = run?.facts?.updatesPerEpoch ?? 1
    onOpen(shown, Math.max(0, Math.min(run!.done, Math.round(ground.x.valueAt(at) * each))))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field of the update does the same
    <g
      data-part="curve"
      data-model={model}
      data-state={isOld ? 'old' : undefined}
      className={styles.curve}
      onClick={open}
    >
      <Line ground={ground} points={training} className={styles.training} />
      <Line ground={ground} points={heldOut} dash={dashOf(model)} className={styles.heldOut} />
    </g>
  )
}
