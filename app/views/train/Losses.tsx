/** The losses of all nets: while they train and of the sequences that are held out, with what must be beaten. */
import { useMemo } from 'react'
import { fullValue, type Loss, numberText } from '../../../src/index.ts'
import { reach, type Span } from '../../figure/axis.ts'
import type { Ground } from '../../figure/Frame.tsx'
import { dashOf, Line, type Point, Rule } from '../../figure/marks.tsx'
import { useSession } from '../../state/context.ts'
import { useWords } from '../../words/words.ts'
import type { Baseline } from './baselines.ts'
import { Card, Choice } from './Card.tsx'
import { heldOutLoss, trainingLoss } from './curves.ts'
import { endLabels, roomFor } from './ends.ts'
import styles from './figures.module.css'
import { Key } from './Key.tsx'
import { useOpener } from './opening.ts'
import { StepPlot } from './StepPlot.tsx'
import type { Shown } from './shown.ts'
import { useTexts } from './texts.ts'
import { epochsTrack, type Track, updatesTrack } from './tracks.ts'

interface Props {
  readonly shown: readonly Shown[]
  readonly baselines: readonly Baseline[]
  readonly log: boolean
  readonly epochs: number
  readonly lossKind: Loss['kind']
}

interface Drawn {
  readonly shown: Shown
  readonly training: readonly Point[]
  readonly heldOut: readonly Point[]
}

export function Losses({ shown, baselines, log, epochs, lossKind }: Props) {
  const session = useSession()
  const { loss: texts, pick } = useTexts()
  const opener = useOpener()
  const words = useWords()
  const drawn = useMemo(
    () =>
      shown.flatMap((each): Drawn[] =>
        each.run ? [{ shown: each, training: trainingLoss(each.run), heldOut: heldOutLoss(each.run) }] : [],
      ),
    [shown],
  )
  const x = useEpochs(shown, epochs)
  const y = useMemo((): Span => {
    const values = drawn.flatMap(({ training, heldOut }) => [...training, ...heldOut].map(([, loss]) => loss))
    const [low, high] = reach([...values, ...baselines.map(({ loss }) => loss)], log)
    return { low, high, log, tight: true, name: texts.of[lossKind] }
  }, [drawn, baselines, log, texts, lossKind])
  const said = drawn.flatMap(({ shown: { name }, training, heldOut }) => {
    const last = heldOut.at(-1)
    if (!last || training.length === 0) return []
    return [texts.said(name, String(last[0]), numberText(training.at(-1)![1]), numberText(last[1]))]
  })
  const told = said.length > 0 ? words.sentences(said) : texts.none
  const facts = shown.find(({ run }) => run?.facts)?.run?.facts
  const noneHeldOut = facts?.heldOut === 0
  const labels = baselines.map(({ kind, loss }) => ({
    text: `${texts.baselines[kind]} ${numberText(loss, 3)}`,
    y: loss,
  }))
  const tracks = drawn.flatMap(({ shown: each, training, heldOut }): Track[] => [
    updatesTrack(each, training, opener, (k) =>
      pick.loss(each.name, String(k + 1), numberText(each.run!.seen.losses[k] ?? Number.NaN)),
    ),
    epochsTrack(each, heldOut, opener, (epoch, loss) => pick.heldOut(each.name, epoch, numberText(loss))),
  ])
  return (
    <Card
      part="losses"
      title={texts.title}
      caption={[told]}
      csv={() => csvOf(drawn)}
      hint={
        <>
          <Key
            models={shown.map(({ model }) => model)}
            lines={[
              { text: texts.training, thin: true },
              { text: noneHeldOut ? texts.afterEpoch : texts.heldOut, thin: false },
            ]}
          />
          {facts && (noneHeldOut ? texts.onTraining : texts.held(String(facts.train), String(facts.heldOut)))}
        </>
      }
      choices={
        <Choice
          label={texts.axis}
          value={log ? 'log' : 'linear'}
          all={['log', 'linear']}
          textOf={(axis) => texts[axis]}
          onChange={(axis) => session.changeParams({ losses: axis === 'log' ? null : axis })}
        />
      }
    >
      <StepPlot
        className={styles.tall}
        x={x}
        y={y}
        ends={({ width, em }) =>
          roomFor(
            labels.map(({ text }) => text),
            width,
            em,
          )
        }
        label={texts.label(told)}
        data-part="loss-plot"
        tracks={tracks}
      >
        {(ground) => (
          <>
            {baselines.map(({ kind, loss }) => (
              <Rule key={kind} ground={ground} y={loss} className={styles.rule} />
            ))}
            {drawn.map((each) => (
              <Curves key={each.shown.model} {...each} ground={ground} />
            ))}
            {endLabels(ground, labels).map(({ text, x: at, y: height, anchor }) => (
              <text key={text} className={styles.said} x={at} y={height} textAnchor={anchor}>
                {text}
              </text>
            ))}
          </>
        )}
      </StepPlot>
    </Card>
  )
}

/** The axis of epochs: as long as the longest run, or as what is set. */
export function useEpochs(shown: readonly Shown[], epochs: number): Span {
  const { epoch } = useTexts().loss
  const runs = shown.flatMap(({ run, isOld }) => (run && (isOld || run.done > 0) ? [run] : []))
  const longest = Math.max(
    ...(runs.length > 0 ? runs.map(({ document }) => document.training.epochs) : [epochs]),
  )
  // A run of very many epochs that has just begun is seen too.
  const begun = Math.max(0, ...runs.map(({ done, facts }) => done / (facts?.updatesPerEpoch ?? 1)))
  const high =
    longest > 200 ? Math.min(longest, Math.max(50, 2 ** Math.ceil(Math.log2(begun * 1.02 + 1)))) : longest
  return useMemo((): Span => ({ low: 0, high, name: epoch, whole: true, text: String }), [high, epoch])
}

interface CurvesProps extends Drawn {
  readonly ground: Ground
}

function Curves({ shown: { model, isOld }, training, heldOut, ground }: CurvesProps) {
  return (
    <g data-part="curve" data-model={model} data-state={isOld ? 'old' : undefined} className={styles.curve}>
      <Line ground={ground} points={training} className={styles.training} />
      <Line ground={ground} points={heldOut} dash={dashOf(model)} className={styles.heldOut} />
    </g>
  )
}

/** A row for each point: net, what, epoch, loss. */
const csvOf = (drawn: readonly Drawn[]): string =>
  ['net,of,epoch,loss\n']
    .concat(
      drawn.flatMap(({ shown: { model }, training, heldOut }) =>
        (
          [
            ['training', training],
            ['validation', heldOut],
          ] as const
        ).flatMap(([of, points]) =>
          points.map(([epoch, loss]) => `${model + 1},${of},${epoch},${fullValue(loss)}\n`),
        ),
      ),
    )
    .join('')
