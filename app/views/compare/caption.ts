import { layersOfEntry } from '../../state/models.ts'
import { inputSize, type Setup } from './setup.ts'
import type { Texts } from './texts.ts'

/** The set-up of a figure, a line each: models, sizes, and where it can be seen again. */
export function captionOf(setup: Setup, names: readonly string[], texts: Texts): string[] {
  const { models, hidden, steps, scale, seed, draws } = setup
  const own = models.some(({ kind }) => kind === 'given')
  const layered = models.some((entry) => layersOfEntry(entry).length > 1)
  return [
    names.map((name, i) => `${i + 1} ${name} [${models[i]!.text}]`).join(' · '),
    texts.caption.setup(hidden, inputSize, steps, String(scale), seed, draws),
    ...(layered ? [setup.layer === null ? texts.caption.topLayer : texts.caption.layer(setup.layer)] : []),
    ...(own ? [texts.caption.own] : []),
    address(),
  ]
}

/** The address of the page; of a page in a file only what follows its name, since the file lies elsewhere for others. */
const address = () => (location.protocol === 'file:' ? location.hash : location.href)
