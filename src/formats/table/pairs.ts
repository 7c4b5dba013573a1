/** Inputs and targets that come as two lists: a row of each at every timestep, or a sequence with what it is to say. */
import Papa from 'papaparse'
import type { Content } from '../content.ts'
import { recordsKind } from './kind.ts'
import type { Sample } from './samples.ts'

const inputNames = /^(x|inputs?|features?|data|sequences?)([_ ]?(train|test|val(id)?))?$/i
const targetNames = /^(y|targets?|labels?|outputs?|class(es)?)([_ ]?(train|test|val(id)?))?$/i

type Lists = readonly unknown[]
const isList = (value: unknown): value is Lists => Array.isArray(value)

/** {"x": […], "y": […]}; undefined where a value is no such pair. */
export function pairIn(value: unknown): Content | undefined {
  if (value === null || typeof value !== 'object' || isList(value)) return undefined
  const entries = Object.entries(value)
  const x = entries.find(([name]) => inputNames.test(name))?.[1]
  const [name = 'y', y] = entries.find(([each]) => targetNames.test(each)) ?? []
  return entries.length === 2 && isList(x) && isList(y) ? pairOf(x, y, name) : undefined
}

/** Inputs and targets of one length, as a table or as sequences; undefined where they do not belong together. */
export function pairOf(x: Lists, y: Lists, name = 'y'): Content | undefined {
  if (x.length !== y.length || x.length < 2) return undefined
  const [first] = x
  const isSequence = isList(first) && isList(first[0])
  if (isSequence) return sequencesOf(x, y, /label|class/i.test(name))
  const [rows, targets] = [x, y].map((all) => all.map((each) => (isList(each) ? each : [each])))
  const [width, outputs] = [rows, targets].map((all) => all![0]!.length)
  const isEven = (all: readonly Lists[], n: number) =>
    all.every((row) => row.length === n && row.every(isCell))
  if (!isEven(rows!, width!) || !isEven(targets!, outputs!)) return undefined
  const counted = (letter: string, n: number) => Array.from({ length: n }, (_, k) => `${letter}${k + 1}`)
  const last = outputs === 1 ? [/label|class/i.test(name) ? 'label' : 'y'] : counted('y', outputs!)
  return recordsKind(
    Papa.unparse({
      fields: [...counted('x', width!), ...last],
      data: rows!.map((row, t) => [...row, ...targets![t]!]),
    }),
  )
}

const isCell = (value: unknown): boolean => value === null || ['number', 'string'].includes(typeof value)

/** A batch of sequences, each with a number or a class. */
function sequencesOf(x: Lists, y: Lists, areClasses: boolean): Content | undefined {
  const ends = y.map((each) => (isList(each) && each.length === 1 ? each[0] : each))
  const isText = ends.every((each) => typeof each === 'string')
  if (!isText && !ends.every((each) => typeof each === 'number')) return undefined
  const samples = x.map((sequence, k): Sample | undefined => {
    if (!isList(sequence) || !sequence.every((row) => isList(row) && row.every((n) => typeof n === 'number')))
      return undefined
    const rows = sequence as readonly (readonly number[])[]
    return isText || areClasses ? { rows, label: String(ends[k]) } : { rows, target: ends[k] as number }
  })
  return samples.every((each) => each !== undefined) ? { kind: 'samples', samples } : undefined
}
