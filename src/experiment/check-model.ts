/** The checks of the part "model" of a document: the cell, its sizes, and its weights or how to draw them. */
import { engines } from '../algebra/syntax.ts'
import { SyntaxMistake } from '../algebra/tokens.ts'
import { attentionNames } from '../cell/attention.ts'
import { cellOf, forgetBlockOf, nameOfCell } from '../cell/cell-of.ts'
import { compileCell } from '../cell/compile.ts'
import { families, familyIds, library } from '../cell/library/index.ts'
import type { Model, OwnCell } from '../cell/model.ts'
import { tensorShapes } from '../cell/parameters.ts'
import { layersOf } from '../cell/tracks.ts'
import { type ExperimentModel, limits, modelOf, schemes } from './document.ts'
import * as expect from './expect.ts'

const options = [...new Set(Object.values(families).flatMap((family) => Object.keys(family.options)))]
const common = ['attention', 'weights', 'init'] as const
const keys = ['cell', 'inputSize', 'hiddenSize', 'outputSize', ...options, 'bidirectional', ...common]
const layeredKeys = ['inputSize', 'outputSize', 'layers', 'readout', ...common]
const layerKeys = ['cell', 'hiddenSize', 'sizes', 'direction', ...options]

/**
 * A checked copy of the model, with only the fields that the document has; the bottom layer of unrolled/2 becomes the fields of unrolled/1.
 * Throws a mistake (see expect.ts).
 */
export function checkModel(value: unknown, layered: boolean): ExperimentModel {
  const hasLayers = layered && value !== null && typeof value === 'object' && Object.hasOwn(value, 'layers')
  const fields = hasLayers ? flattened(value) : checkedFields(value)
  // Everything that modelOf reads has been checked by now.
  const model = modelOf(fields as unknown as ExperimentModel)
  if ('weights' in fields && 'init' in fields) expect.fail('model', { id: 'weightsOrInit' }, { id: 'both' })
  if ('weights' in fields) fields.weights = checkWeights(fields.weights, model)
  else if ('init' in fields) fields.init = checkInit(fields.init, model)
  else expect.fail('model', { id: 'weightsOrInit' }, { id: 'neither' })
  return fields as unknown as ExperimentModel
}

/** The fields of a model that is one cell of the library. */
function checkedFields(value: unknown): expect.Fields {
  const fields = expect.object(value, 'model', keys)
  checkFamily(fields.cell, 'model.cell')
  if ('bidirectional' in fields) expect.boolean(fields.bidirectional, 'model.bidirectional')
  checkAttention(fields)
  for (const name of ['inputSize', 'hiddenSize', 'outputSize'])
    expect.whole(fields[name], `model.${name}`, 1, limits.size)
  checkOptions(fields, 'model')
  return fields
}

/** A cell that a document may name; of any other in the library it holds the equations. */
function checkFamily(cell: unknown, place: string): void {
  const known = library.some(({ id }) => id === cell) && !familyIds.some((id) => id === cell)
  if (known) expect.fail(place, { id: 'cellAsEquations', words: familyIds }, expect.seen(cell))
  expect.oneOf(cell, place, familyIds)
}

/** The length of the attention's hidden layer. */
function checkAttention(fields: expect.Fields): void {
  if (!('attention' in fields)) return
  fields.attention = expect.object(fields.attention, 'model.attention', ['size'])
  expect.whole((fields.attention as expect.Fields).size, 'model.attention.size', 1, limits.size)
}

/** The fields of a model with layers: those of the bottom one, and a list of those above it. */
function flattened(value: unknown): expect.Fields {
  const { layers, ...fields } = expect.object(value, 'model', layeredKeys)
  checkAttention(fields)
  if ('readout' in fields) expect.oneOf(fields.readout, 'model.readout', ['step', 'final'])
  for (const name of ['inputSize', 'outputSize']) expect.whole(fields[name], `model.${name}`, 1, limits.size)
  const list = expect.list(layers, 'model.layers', { id: 'layerList' })
  if (list.length === 0) expect.fail('model.layers', { id: 'layerList' }, { id: 'emptyList' })
  if (list.length > limits.layers)
    expect.fail('model.layers', { id: 'layersAtMost', most: limits.layers }, expect.counted(list.length))
  const reserved = 'attention' in fields ? attentionNames : []
  const [bottom, ...above] = list.map((layer, k) => checkLayer(layer, `model.layers[${k}]`, reserved))
  return { ...bottom, ...fields, ...(above.length > 0 ? { above } : {}) }
}

function checkLayer(value: unknown, place: string, reserved: readonly string[]): expect.Fields {
  const { direction, sizes, ...layer } = expect.object(value, place, layerKeys)
  if (direction !== undefined) {
    const way = expect.oneOf(direction, `${place}.direction`, ['forward', 'backward', 'both'])
    if (way !== 'forward') layer.direction = way
  }
  expect.whole(layer.hiddenSize, `${place}.hiddenSize`, 1, limits.size)
  if (typeof layer.cell === 'object' && layer.cell !== null)
    layer.cell = checkOwn(layer.cell, sizes, place, reserved)
  else {
    checkFamily(layer.cell, `${place}.cell`)
    if (sizes !== undefined) expect.fail(`${place}.sizes`, { id: 'ownSizes' }, expect.seen(sizes))
  }
  checkOptions(layer, place)
  return layer
}

/** A cell that somebody wrote: it is compiled here, so that a mistake in it is told with its place. */
export function checkOwn(
  value: object,
  sizes: unknown,
  layer: string,
  reserved: readonly string[] = [],
): OwnCell {
  const place = layer === '' ? '' : `${layer}.`
  const fields = expect.object(value, `${place}cell`, ['name', 'equations'])
  for (const name of ['name', 'equations'] as const)
    if (typeof fields[name] !== 'string')
      expect.fail(`${place}cell.${name}`, { id: 'text' }, expect.seen(fields[name]))
  const name = fields.name as string
  if (name.trim() === '' || name.length > longestName)
    expect.fail(`${place}cell.name`, { id: 'shortText', most: longestName }, expect.seen(name))
  const cell: OwnCell = {
    name,
    equations: fields.equations as string,
    ...(sizes === undefined ? {} : { sizes: checkSizes(sizes, `${place}sizes`) }),
  }
  try {
    if (reserved.length > 0) compileCell(cell.equations, Object.keys(cell.sizes ?? {}), reserved)
    cellOf({ cell })
  } catch (thrown) {
    if (!(thrown instanceof SyntaxMistake)) throw thrown
    const { position, expected, got } = thrown
    expect.failInText(`${place}cell.equations`, position, expected, got)
  }
  return cell
}

const longestName = 60

function checkSizes(value: unknown, place: string): Record<string, number> {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    expect.fail(place, { id: 'object' }, expect.seen(value))
  const letters = Object.keys(value)
  const fields = expect.object(value, place, letters)
  for (const letter of letters) {
    const isLetter = /^\p{L}[\p{L}\d_]*$/u.test(letter) && letter !== 'D' && letter !== 'H'
    if (!isLetter || engines.words.has(letter)) expect.fail(place, { id: 'sizeLetter' }, expect.seen(letter))
    expect.whole(fields[letter], `${place}.${letter}`, 1, limits.size)
  }
  return fields as Record<string, number>
}

/** The options of a cell of the library; one that belongs to another cell is a mistake, whatever its value. */
function checkOptions(fields: expect.Fields, place: string): void {
  const cell = fields.cell as Model['cell']
  const own = typeof cell === 'string' ? families[cell].options : {}
  for (const name of options) {
    if (!(name in fields)) continue
    const [value, at] = [fields[name], `${place}.${name}`]
    const belongs = Object.values(families).filter((family) => Object.hasOwn(family.options, name))
    if (!Object.hasOwn(own, name)) notOf(belongs.map(({ id }) => id).join(', '), cell, at, value)
    const choices = own[name]!
    if (typeof choices[0] === 'boolean') expect.boolean(value, at)
    else expect.oneOf(value, at, choices as readonly string[])
  }
}

const notOf = (belongs: string, cell: Model['cell'], place: string, value: unknown): never =>
  expect.fail(place, { id: 'otherCell', cell: nameOfCell({ cell }), belongs }, expect.seen(value))

function checkWeights(value: unknown, model: Model): expect.Fields {
  const shapes = tensorShapes(model)
  const fields = expect.object(value, 'model.weights', Object.keys(shapes))
  for (const [name, shape] of Object.entries(shapes))
    fields[name] = expect.array(fields[name], `model.weights.${name}`, shape)
  return fields
}

function checkInit(value: unknown, model: Model): expect.Fields {
  const place = 'model.init'
  const fields = expect.object(value, place, ['scheme', 'seed', 'gain', 'sd', 'forgetBias', 'inputSd'])
  expect.oneOf(fields.scheme, `${place}.scheme`, schemes)
  expect.whole(fields.seed, `${place}.seed`, 0, 2 ** 32 - 1)
  if ('forgetBias' in fields && layersOf(model).every((layer) => forgetBlockOf(layer) === undefined)) {
    const owner = Object.values(families).find(({ forgets }) => forgets !== undefined)!
    notOf(owner.id, model.cell, `${place}.forgetBias`, fields.forgetBias)
  }
  for (const name of ['gain', 'forgetBias'] as const)
    if (name in fields) expect.finite(fields[name], `${place}.${name}`)
  for (const name of ['sd', 'inputSd'] as const)
    if (name in fields && expect.finite(fields[name], `${place}.${name}`) < 0)
      expect.fail(`${place}.${name}`, { id: 'notNegative' }, expect.seen(fields[name]))
  return fields
}
