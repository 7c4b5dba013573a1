/** The answers of classes to one held-out sequence, word by word, with how sure each net is. */
import { useState } from 'react'
import type { Text } from '../../../src/index.ts'
import { Badge } from '../../parts/cell/ModelList.tsx'
import { textIn } from '../../parts/equation/explain.ts'
import ui from '../../ui/ui.module.css'
import { Wide } from '../../ui/Wide.tsx'
import { useWords, type Words } from '../../words/words.ts'
import type { Answering, AnswersProps } from './Answers.tsx'
import { Card } from './Card.tsx'
import { type Lesson, softmax, symbolAt } from './lessons.ts'
import { useOpener } from './opening.ts'
import { SequenceChoice } from './SequenceChoice.tsx'
import styles from './Spoken.module.css'
import { useTexts } from './texts.ts'

/** A space and the end of a line as one sees them. */
const visible = (text: string): string => text.replace(/^ $/, '␣').replace('\n', '↵')

const nameIn = (labels: readonly Text[], index: number, words: Words): string =>
  labels[index] === undefined
    ? String(index)
    : visible(textIn(labels[index], words.languageCode) || String(index))

export function Spoken({ lesson, nets }: AnswersProps) {
  const { answers: texts } = useTexts()
  const words = useWords()
  const [at, setAt] = useState(0)
  const { looked } = nets[0]!
  const which = Math.min(at, looked.length - 1)
  const item = lesson.items[looked[which]!]!
  const { targets, T } = item
  // The answer is asked for at the end alone: the table has one column, and the inputs stand above it.
  const isLast = targets.length < T
  return (
    <Card
      part="answers"
      title={texts.title}
      choices={<SequenceChoice at={which} count={looked.length} onChange={setAt} />}
      hint={texts.wordsHint}
    >
      {isLast && (
        <p className={styles.inputs}>
          <b>{words.label(texts.input)}</b>{' '}
          {Array.from({ length: T }, (_, t) => inputText(lesson, which, looked, t, words)).join(' ')}
        </p>
      )}
      <Wide label={texts.title} className={styles.holder}>
        <table className={styles.words}>
          <tbody>
            {!isLast && (
              <tr>
                <th scope="row">{texts.input}</th>
                {Array.from({ length: T }, (_, t) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a timestep is its place
                  <td key={t}>{inputText(lesson, which, looked, t, words)}</td>
                ))}
              </tr>
            )}
            <tr>
              <th scope="row">{texts.truth}</th>
              {Array.from(targets, (target, t) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a timestep is its place
                <td key={t} className={styles.right}>
                  {nameIn(lesson.outputs, target, words)}
                </td>
              ))}
            </tr>
            {nets.map((net) => (
              <NetRows key={net.shown.model} net={net} lesson={lesson} which={which} />
            ))}
          </tbody>
        </table>
      </Wide>
    </Card>
  )
}

function inputText(
  lesson: Lesson,
  which: number,
  looked: readonly number[],
  t: number,
  words: Words,
): string {
  const item = lesson.items[looked[which]!]!
  const symbol = symbolAt(item, t)
  if (symbol !== undefined) return nameIn(lesson.inputs, symbol, words)
  const width = item.inputs.length / item.T
  return Array.from(item.inputs.subarray(t * width, (t + 1) * width), (n) =>
    String(Number(n.toFixed(2))),
  ).join(' ')
}

interface RowProps {
  readonly net: Answering
  readonly lesson: Lesson
  readonly which: number
}

/** The name of a net has a line of its own: beside the words it would leave them no room. */
function NetRows(props: RowProps) {
  const { answers: texts, pick } = useTexts()
  const words = useWords()
  const opener = useOpener()
  const { shown, answers, looked } = props.net
  const { targets } = props.lesson.items[looked[props.which]!]!
  return (
    <>
      <tr>
        <td className={styles.net} colSpan={targets.length + 1}>
          <span className={styles.name}>
            <Badge model={shown.model} />
            <b>{shown.name}</b>
            <button
              type="button"
              aria-label={words.labelled(shown.name, pick.open)}
              onClick={() => void opener.answer(shown, answers.done, looked[props.which]!)}
            >
              {pick.open}
            </button>
          </span>
        </td>
      </tr>
      <tr>
        <th scope="row" aria-label={words.labelled(shown.name, texts.prediction)}>
          {texts.prediction}
        </th>
        {Array.from(targets, (_, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a timestep is its place
          <Said key={k} k={k} {...props} />
        ))}
      </tr>
    </>
  )
}

/** What a net says at the k-th of the timesteps that are judged. */
function Said({ net, lesson, which, k }: RowProps & { readonly k: number }) {
  const { answers: texts, pick } = useTexts()
  const words = useWords()
  const opener = useOpener()
  const { shown, answers, looked } = net
  const { targets, T } = lesson.items[looked[which]!]!
  const K = lesson.document.model.outputSize
  const shares = softmax(answers.outputs[which]!.slice(k * K, (k + 1) * K))
  const best = shares.indexOf(Math.max(...shares))
  const isRight = best === targets[k]
  return (
    <td data-state={isRight ? 'right' : 'wrong'}>
      {/* With keys the sequence is opened by the button above, and gone through there. */}
      <button
        type="button"
        tabIndex={-1}
        className={ui.quiet}
        title={words.labelled(isRight ? texts.isRight : texts.isWrong, pick.open)}
        onClick={() => void opener.answer(shown, answers.done, looked[which]!, T - targets.length + 1 + k)}
      >
        {nameIn(lesson.outputs, best, words)}
        <small>{`${Math.round(100 * shares[best]!)}%`}</small>
      </button>
    </td>
  )
}
