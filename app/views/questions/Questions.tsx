/** The interviewer's questions as cards, each with its answer and a scene that shows it. */
import { useEffect, useRef } from 'react'
import type { Problem, Trace } from '../../../src/index.ts'
import { symbol, symbolTex, tag, tagsOf, tensorShapes, writingOf } from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { bringIntoSight } from '../../figure/sight.ts'
import { Formula } from '../../math/Formula.tsx'
import { builtIn, first } from '../../state/experiments.ts'
import { useStepper } from '../../state/keys.ts'
import { useReading } from '../../state/reading.ts'
import { setParam, traceOf, useParam, useTrace } from '../../state/store.ts'
import type en from '../../words/en/questions.ts'
import { textsOf } from '../../words/texts.ts'
import { type QuestionId, questionIds, scenes, show } from './scenes.ts'
import './questions.css'

const useTexts = textsOf(
  import.meta.glob<typeof en>('../../words/*/questions.ts', { eager: true, import: 'default' }),
)

export default function Questions() {
  const texts = useTexts()
  const asked = useParam('question')
  const unknown = asked !== undefined && !questionIds.some((id) => id === asked)
  useStepper({
    by: (direction) => {
      const at = asked === undefined ? -1 : questionIds.indexOf(asked as QuestionId)
      const next = questionIds[at < 0 && direction === -1 ? questionIds.length - 1 : at + direction]
      if (next) setParam('question', next)
    },
  })
  return (
    <>
      <h2>{texts.title}</h2>
      <p className="lead">{texts.intro}</p>
      {unknown && (
        <p className="trouble" role="alert">
          {texts.unknown(asked.slice(0, 40))}
        </p>
      )}
      <div className="cards">
        {questionIds.map((id) => (
          <Card key={id} id={id} open={id === asked} />
        ))}
      </div>
    </>
  )
}

/** The symbols of the texts are those of an LSTM, whatever cell the current experiment has. */
const lstm = builtIn(first)!

function Card({ id, open }: { readonly id: QuestionId; readonly open: boolean }) {
  const texts = useTexts()
  const { question, answer, scene } = texts.questions[id]
  const trace = traceOf(lstm, 0.1)
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (open) bringIntoSight(card.current)
  }, [open])
  return (
    <article ref={card} className="question" data-open={open || undefined}>
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={`answer-${id}`}
          onClick={() => setParam('question', open ? null : id)}
        >
          <AnyTime trace={trace} text={question} />
        </button>
      </h3>
      <div id={`answer-${id}`} hidden={!open}>
        <p className="answer">
          <AnyTime trace={trace} text={answer} />
        </p>
        {open && id === 'parameters' && <Count />}
        <p className="scene">
          <button type="button" onClick={() => show(scenes[id])}>
            {texts.show}
          </button>{' '}
          <span className="hint">{scene}</span>
        </p>
      </div>
    </article>
  )
}

/** Prose with its symbols at any timestep t: [[C-1]] is C at t − 1. */
function AnyTime({ trace, text }: { readonly trace: Trace; readonly text: string }) {
  const reading = useReading()
  const writing = writingOf(trace, reading)
  return text.split(/\[\[([^\]]+)\]\]/).map((part, i) => {
    if (i % 2 === 0) return part
    const [, name = '', shift = '0'] = /^(.+?)([+-]\d)?$/.exec(part) ?? []
    const written = symbol(name, trace.net.info(name).timed ? Number(shift) : null)
    return (
      <Formula
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
        key={i}
        tex={tag(tagsOf(written, writing), symbolTex(written, writing).text)}
      />
    )
  })
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
  const isHead = (name: string) => name.startsWith('head.')
  const cell = sizes((name) => !isHead(name))
  const blocks = trace.net.weights.filter((name) => /^W(_|$)/.test(name)).length
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
    <div className="wide" tabIndex={0} role="group" aria-label={texts.count.caption}>
      <table className="count">
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
        <p className="hint">{texts.count.more[trace.problem.model.cell === 'gru' ? 'gru' : 'lstm']}</p>
      )}
    </div>
  )
}
