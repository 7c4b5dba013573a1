/** The plan of what was brought, by the decisions of the moment; what cannot be planned leaves the last plan and says why. */
import { useEffect, useRef, useState } from 'react'
import {
  checkTraining,
  type Decisions,
  type ExperimentModel,
  type Into,
  type Mistake,
  mistakeIn,
  type Plan,
  type TrainingDocument,
  type TrainsOn,
  type TrainsWith,
} from '../../../../src/index.ts'
import { experimentOf } from '../../../state/experiments.ts'
import { useWords } from '../../../words/words.ts'
import type { Brought } from '../openFiles.ts'
import type { Taken } from '../reading.ts'

/** What is wrong; without a mistake, its reader broke. */
interface Wrong {
  readonly mistake?: Mistake
}

export interface Planning {
  readonly plan: Plan | undefined
  /** why it cannot be opened by these decisions */
  readonly mistake: string | undefined
  /** why a net cannot be trained on it by these decisions */
  readonly untrained: string | undefined
  readonly busy: boolean
  readonly decisions: Decisions
  /** the name of a built-in experiment that it is opened into; '' for the one that is open */
  readonly into: string
  readonly decide: (decisions: Decisions, into?: string) => void
  /** how many sequences a net can be trained on */
  readonly sequences: number
  /** what of the files that is */
  readonly trains: TrainsOn | undefined
  /** the net that is drawn to be trained; undefined: the files bring one */
  readonly drawn: ExperimentModel | undefined
  /** what is decided for training */
  readonly how: TrainsWith
  readonly decideTraining: (how: TrainsWith) => void
  /** the lines of another program that must give the same outputs */
  readonly proof: string | undefined
  /** Gives all of them as data to train on; undefined where that is refused, which is told. */
  readonly train: () => Promise<TrainingDocument | undefined>
}

export function usePlan({ desk, taken, into: open }: Brought): Planning {
  const words = useWords()
  const [plan, setPlan] = useState(taken.plan)
  const [{ sequences = 0, trains, drawn, proof }, setFound] = useState(taken)
  const [wrong, setWrong] = useState<Wrong>()
  const [wrongToTrain, setWrongToTrain] = useState<Wrong>()
  const [busy, setBusy] = useState(false)
  const [decisions, setDecisions] = useState<Decisions>({})
  const [into, setInto] = useState('')
  const [how, setHow] = useState<TrainsWith>({})
  const asked = useRef(0)
  useEffect(() => () => desk.close(), [desk])

  const intoOf = async (name: string): Promise<Into> => ({
    experiment: (await experimentOf(name)) ?? open,
    keep: true,
  })

  function decide(next: Decisions, name = into): void {
    setDecisions(next)
    setInto(name)
    setBusy(true)
    const mine = ++asked.current
    const settle = (found: Taken | undefined, why: Wrong | undefined) => {
      if (mine !== asked.current) return
      if (found?.plan) setPlan(found.plan)
      if (found) setFound(found)
      setWrong(why)
      setWrongToTrain(undefined)
      setBusy(false)
    }
    intoOf(name)
      .then((chosen) => desk.ask(next, chosen))
      .then(
        (found) => settle(found, found.mistake && { mistake: found.mistake }),
        () => settle(undefined, {}),
      )
  }
  async function train(): Promise<TrainingDocument | undefined> {
    setBusy(true)
    const found = await intoOf(into)
      .then((chosen) => desk.ask(decisions, chosen, how, true))
      .catch(() => undefined)
    setBusy(false)
    const checked = found?.training === undefined ? undefined : checkTraining(found.training)
    if (checked?.ok) return checked.value
    const mistake = checked?.mistake ?? found?.mistake
    setWrongToTrain(mistake ? { mistake } : {})
    return undefined
  }

  function decideTraining(next: TrainsWith): void {
    setHow(next)
    setWrongToTrain(undefined)
  }

  const told = (what: Wrong | undefined) =>
    what && (what.mistake ? mistakeIn(what.mistake, words.mistakes) : words.reading.broke)
  const [mistake, untrained] = [told(wrong), told(wrongToTrain)]
  const decided = { decisions, into, decide, how, decideTraining }
  return { plan, mistake, untrained, busy, ...decided, sequences, trains, drawn, proof, train }
}
