/** The layers of a net as one module of torch.nn, where there is one that computes them: a check of the file that every value of it agrees. */
import { torchModuleOf } from '../cell/cell-of.ts'
import { tensorNames } from '../cell/parameters.ts'
import { isBoth, layersOf } from '../cell/tracks.ts'
import type { Trace } from '../trace/frame.ts'
import { type Names, startName } from './passes.ts'

/** Lines that build the module, load the weights by the names of its state_dict, and assert what it says; none where PyTorch has no such module. */
export function moduleOf({ net, problem: { model } }: Trace, name: Names): string[] {
  const layers = layersOf(model)
  const [first] = layers as [(typeof layers)[number]]
  const module = torchModuleOf(first)
  const isAlike = layers.every((layer) => {
    const own = torchModuleOf(layer)
    return (
      own?.name === module?.name &&
      own?.args === module?.args &&
      layer.hiddenSize === first.hiddenSize &&
      isBoth(layer) === isBoth(first) &&
      layer.direction !== 'backward'
    )
  })
  if (!module || !isAlike) return []
  const args = [
    `${model.inputSize}, ${first.hiddenSize}`,
    ...(layers.length > 1 ? [`num_layers=${layers.length}`] : []),
    ...(isBoth(first) ? ['bidirectional=True'] : []),
    ...(module.args ? [module.args] : []),
    'dtype=torch.float64',
  ]
  const tensors = net.tracks.flatMap(tensorNames)
  const others = net.tracks[0]!.states.filter((state) => state !== net.tracks[0]!.h).length
  // h first, as the module takes its states: of every layer, along time and then against it.
  const start = (which: (track: (typeof net.tracks)[number]) => string) =>
    `torch.stack([${net.tracks.map((track) => name(startName(which(track)), null)).join(', ')}]).unsqueeze(1)`
  const starts = [
    start(({ h }) => h),
    ...Array.from({ length: others }, (_, i) => start(({ h, states }) => states.filter((s) => s !== h)[i]!)),
  ]
  const last = net.tracks.filter(({ layer }) => layer === layers.length - 1)
  const said = last.map(({ h }) => `values[t]["${h}"]`)
  return [
    '# the same layers as one module, with the weights by the names of its state_dict; a batch of one sequence: [T, 1, features]',
    `module = torch.nn.${module.name}(${args.join(', ')})`,
    'module.load_state_dict({',
    ...tensors.map((tensor) => `    "${tensor}": ${name(tensor, null)}.detach(),`),
    '})',
    'with torch.no_grad():',
    `    outputs, _ = module(torch.stack(inputs).unsqueeze(1), ${starts.length > 1 ? `(${starts.join(', ')})` : starts[0]})`,
    'for t in range(1, len(inputs) + 1):',
    `    said = ${said.length > 1 ? `torch.cat([${said.join(', ')}])` : said[0]}`,
    `    assert agree(outputs[t - 1, 0], said.detach()), f"torch.nn.${module.name} at {t}: {outputs[t - 1, 0]}"`,
  ]
}
