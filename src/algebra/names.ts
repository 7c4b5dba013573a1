/**
 * Names that are made of other names, and how each is read again: the gradient of f is "d:f", the weight W after an update "W'".
 * A function that makes a name stands beside the one that reads it, and no other file but src/trace/name.ts, which reads what a user
 * writes, looks at the text of a name.
 */

/** The name of the gradient of the loss with respect to the symbol of this name. */
export const gradientOf = (name: string): string => `d:${name}`

/** The name of the symbol that a gradient belongs to, or undefined where the name is not that of a gradient. */
export const ofGradient = (name: string): string | undefined => after('d:', name)

/** The name of a weight after an update. */
export const updatedOf = (name: string): string => `${name}'`

/** The name of the weight that a value after an update belongs to, or undefined where the name is not that of one. */
export const ofUpdate = (name: string): string | undefined =>
  name.endsWith("'") ? name.slice(0, -1) : undefined

/** The name of what belongs to a weight in an update, such as its momentum: m:W_f. */
export const partOfWeight = (kind: string, weight: string): string => `${kind}:${weight}`

/** What belongs to a weight in an update, or a gradient: m and W_f of m:W_f; undefined where the name has no such parts. */
export function ofWeightPart(name: string): { readonly kind: string; readonly of: string } | undefined {
  const at = name.indexOf(':')
  return at < 0 ? undefined : { kind: name.slice(0, at), of: name.slice(at + 1) }
}

/** The symbol that a name is about: itself, the one whose gradient it is, or the weight that it belongs to in an update. */
export function symbolOf(name: string): string {
  const plain = name.slice(name.indexOf(':') + 1)
  return ofUpdate(plain) ?? plain
}

/** The name of a number that all weights share in an update, such as its norm n: update.n. */
export const numberOfUpdate = (name: string): string => `update.${name}`

/** The number that all weights share, by its letter; undefined for any other name. */
export const ofUpdateNumber = (name: string): string | undefined => after('update.', name)

/** The ends of the names of the two biases whose sum a weight is, as PyTorch has them: of the input, of the hidden state. */
export type BiasEnd = 'ih' | 'hh'
const biasEnds: readonly BiasEnd[] = ['ih', 'hh']

/** The names of the two biases whose sum a weight is. */
export const biasesOf = (weight: string): readonly string[] => biasEnds.map((end) => `${weight}.${end}`)

/** Which of the two biases of a sum a name means; undefined for any other name. */
export function ofBias(name: string): { readonly weight: string; readonly end: BiasEnd } | undefined {
  const end = biasEnds.find((each) => name.endsWith(`.${each}`))
  return end && { weight: name.slice(0, -end.length - 1), end }
}

/** The name of a gradient that is given at a symbol: data of the last timestep, zero at the others. */
export const givenAt = (name: string): string => `given.${name}`

/** The symbol at which a gradient is given; undefined for any other name. */
export const ofGiven = (name: string): string | undefined => after('given.', name)

/** The name of a constant of the loss where the author of a cell calls a symbol of his own the same. */
export const besideCell = (constant: string): string => `loss.${constant}`

/** The constant itself, whatever it is called beside the symbols of a cell. */
export const constantOf = (name: string): string => after('loss.', name) ?? name

/** The name of a sum over the timesteps inside a derivation: equal sums have equal names. It is a number that cannot be asked. */
export const sumOverTime = (from: number, to: number, body: string): string => `sum ${from} ${to} ${body}`

export const isSumOverTime = (name: string): boolean => name.startsWith('sum ')

/** A name as it is written: what stands on the line, and what stands lower, behind the first underscore. */
export function writtenName(name: string): { readonly letter: string; readonly low: string } {
  const [letter = name, ...rest] = name.split('_')
  return { letter, low: rest.join('_') }
}

/** A name without the element that it means: f@3 of f@3[1]. */
export const withoutElement = (name: string): string => name.replace(/\[.*/u, '')

/** The name of an element: d:C@3[0]<h@3 of d:C@3<h@3; of a matrix by row and column, C@3[0,1]. */
export const elementName = (name: string, i: number | string): string => name.replace(/(<.*)?$/u, `[${i}]$1`)

/** A name without its timestep, and without what stands behind that: f of f@3[1]. */
export const withoutTime = (name: string): string => name.replace(/@.*/u, '')

const after = (prefix: string, name: string): string | undefined =>
  name.startsWith(prefix) ? name.slice(prefix.length) : undefined
