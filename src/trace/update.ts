import { compile, type Memory, run } from '../algebra/evaluate.ts'
import { symbol } from '../algebra/expression.ts'
import type { Model } from '../cell/model.ts'
import { type Network, updateOf } from '../cell/network.ts'
import { placesOf } from '../cell/parameters.ts'
import type { Step } from './frame.ts'

/** One step of gradient descent: a frame for each weight. Both biases of PyTorch step, so that their sum steps twice. */
export function* update(net: Network, memory: Memory, model: Model): Generator<Step> {
  const places = placesOf(model)
  for (const weight of net.weights) {
    const equation = {
      symbol: `${weight}'`,
      expr: updateOf(weight, places.get(weight)!.tensors.length),
      terms: [],
      overTime: false,
    }
    run(compile([{ symbol: symbol(equation.symbol, null), expr: equation.expr }], memory), 0)
    yield { phase: 'update', t: null, equation }
  }
}
