/** The interviewer's questions as cards, each with its answer and a scene that shows it. */
import { type Problem, storedOf, type Trace, tensorShapes } from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { AnyTime } from '../../math/AnyTime.tsx'
import { LinkMistakes } from '../../parts/notices/LinkMistakes.tsx'
import { useSession } from '../../state/context.ts'
import { builtIn, first } from '../../state/experiments.ts'
import { paramReader } from '../../state/params.ts'
import { useStepper, useStore, useTrace } from '../../state/store.ts'
import { traceOf } from '../../state/trace.ts'
import ui from '../../ui/ui.module.css'
import { Wide } from '../../ui/Wide.tsx'
import { Beside } from './Beside.tsx'
import { Card, Show } from './Card.tsx'
import { cellQuestions, OfCell } from './OfCell.tsx'
import styles from './Questions.module.css'
import { type QuestionId, questionIds, scenes } from './scenes.ts'
import { useTexts } from './texts.ts'

/** Every question by its name, in the order of the page. */
const allIds: readonly string[] = [...questionIds, ...cellQuestions.map(({ id }) => id)]

export default function Questions() {
  const session = useSession()
  const texts = useTexts()
  const reader = paramReader(useStore((s) => s.params))
  const asked = reader.word('question', allIds, undefined)
  useStepper({
    by: (direction) => {
      const at = asked === undefined ? -1 : allIds.indexOf(asked)
      const next = allIds[at < 0 && direction === -1 ? allIds.length - 1 : at + direction]
      if (next) session.changeParams({ question: next })
    },
  })
  return (
    <>
      <h2>{texts.title}</h2>
      <p className={styles.lead}>{texts.intro}</p>
      <LinkMistakes mistakes={reader.mistakes} />
      <div data-part="cards" className={styles.cards}>
        {questionIds.map((id) => (
          <Interview key={id} id={id} open={id === asked} />
        ))}
      </div>
      <h2>{texts.library.title}</h2>
      <p className={styles.lead}>{texts.library.intro}</p>
      <div data-part="cards" className={styles.cards}>
        {cellQuestions.map((entry) => (
          <OfCell key={entry.id} entry={entry} open={entry.id === asked} />
        ))}
      </div>
    </>
  )
}

/** The symbols of the texts are those of an LSTM, or where the card is open those of its scene, whatever the current experiment has. */
const lstm = builtIn(first)!

function Interview({ id, open }: { readonly id: QuestionId; readonly open: boolean }) {
  const texts = useTexts()
  const { question, answer, scene } = texts.questions[id]
  const { experiment, beside } = scenes[id]
  const own = open && experiment !== undefined ? builtIn(experiment)! : lstm
  const prose = (text: string) => <AnyTime trace={traceOf(own, 0.1)} text={text} />
  return (
    <Card id={id} open={open} question={prose(question)}>
      <p data-part="answer" className={styles.answer}>
        {open && prose(answer)}
      </p>
      {open && id === 'parameters' && <Count />}
      {open && beside && <Beside {...beside} />}
      <Show says={scene} scene={scenes[id]} />
    </Card>
  )
}

export interface Counted {
  readonly cell: number
  readonly head: number
  /** the count of the cell as a formula: 4 · (H · D + H · H + H), and with its numbers */
  readonly formula: string
  readonly worked: string
  /** peepholes, or the second bias of a candidate: how many times H */
  readonly more: number
  /** of all tensors that PyTorch stores */
  readonly stored: number
}

const size = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1)

/** The parameters of a run's net: with one bias for each gate, and as PyTorch stores them. */
export function counted(trace: Pick<Trace, 'net' | 'memory'>, { model }: Pick<Problem, 'model'>): Counted {
  const { hiddenSize: H, inputSize: D } = model
  const sizes = (of: (name: string) => boolean) =>
    trace.net.weights.filter(of).reduce((sum, name) => sum + trace.memory(name).data.length, 0)
  const isHead = (name: string) => trace.net.info(name).layer === undefined
  const cell = sizes((name) => !isHead(name))
  // A gate has one matrix of the input.
  const blocks = trace.net.weights.filter((name) => String(trace.net.info(name).shape) === 'H,D').length
  const more = (cell - blocks * (H * D + H * H + H)) / H
  return {
    cell,
    head: sizes(isHead),
    formula: `${blocks} · (H · D + H · H + H)${more > 0 ? ` + ${more} · H` : ''}`,
    worked: `${blocks} · (${H} · ${D} + ${H} · ${H} + ${H})${more > 0 ? ` + ${more} · ${H}` : ''}`,
    more,
    stored: Object.values(tensorShapes(model)).reduce((sum, shape) => sum + size(shape), 0),
  }
}

function Count() {
  const texts = useTexts()
  const trace = useTrace()
  const { hiddenSize: H, outputSize: K } = trace.problem.model
  const { cell, head, formula, worked, more, stored } = counted(trace, trace.problem)
  return (
    <Wide label={texts.count.caption}>
      <table data-part="count" className={styles.count}>
        <caption>{texts.count.caption}</caption>
        <tbody>
          <tr>
            <th scope="row">{texts.count.cell}</th>
            <td>
              {formula} = {worked} =
            </td>
            <td>
              <Num value={cell} digits={9} />
            </td>
          </tr>
          <tr>
            <th scope="row">{texts.count.head}</th>
            <td>{`K · H + K = ${K} · ${H} + ${K} =`}</td>
            <td>
              <Num value={head} digits={9} />
            </td>
          </tr>
          <tr>
            <th scope="row">{texts.count.together}</th>
            <td />
            <td>
              <Num value={cell + head} digits={9} />
            </td>
          </tr>
          <tr>
            <th scope="row" colSpan={2}>
              {texts.count.pytorch}
            </th>
            <td>
              <Num value={stored} digits={9} />
            </td>
          </tr>
        </tbody>
      </table>
      {more > 0 && (
        <p className={ui.hint}>
          {texts.count.more[storedOf(trace.problem.model)?.apart === undefined ? 'own' : 'apart']}
        </p>
      )}
    </Wide>
  )
}
