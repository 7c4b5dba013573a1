/** The tasks by their names. */
import { random } from '../../tensor/random.ts'
import { nextCharacter, slotFilling } from './language.ts'
import { adding, copy, storeAndAsk, temporalOrder } from './memory.ts'
import { sine } from './sine.ts'
import type { Drawn, Options, Task, TaskData } from './task.ts'
import { weather } from './weather.ts'

export const tasks = {
  sine,
  weather,
  adding,
  copy,
  'temporal-order': temporalOrder,
  'store-and-ask': storeAndAsk,
  'slot-filling': slotFilling,
  'next-character': nextCharacter,
} as const satisfies Readonly<Record<string, Task>>

/** The name of a task. */
export type TaskName = keyof typeof tasks

/** The names of the tasks, in the order of the menu. */
export const taskNames = Object.keys(tasks) as readonly TaskName[]

/** The task of a name that a checked document has. */
export const taskNamed = (name: string): Task => tasks[name as TaskName]

/** The options of a task: as the document chooses each, or as it usually is. */
export function taskOptions(data: TaskData): Options {
  return Object.fromEntries(
    Object.entries(taskNamed(data.name).options).map(([name, { usual }]) => [
      name,
      (data[name] as number | undefined) ?? usual,
    ]),
  )
}

/** The sequences of a task. */
export function drawTask(data: TaskData): Drawn {
  const drawn = taskNamed(data.name).draw(taskOptions(data), random(data.seed))
  return { ...drawn, train: Math.min(data.train ?? drawn.train, drawn.items.length) }
}
