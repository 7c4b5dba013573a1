/** 损失中较少改动的部分：简体中文。 */
import type English from '../en/loss.ts'

const loss: typeof English = {
  title: '损失的更多设置：给定的梯度、各时间步的权重',
  outer: '各时间步的合计',
  outerAs: '与各输出相同',
  outerMean: '对时间步取平均',
  outerSum: '对时间步求和',
  weights: '各时间步的权重',
  weightsHint: (T) => `依次 ${T} 个数；0 表示不计该时间步`,
  given: '除损失的梯度外，从外部传入的梯度：',
  givenAt: (name, t) => `在时间步 ${t} 传入 ${name} 的梯度`,
  givenHint: (n) => `${n} 个数`,
  none: '无',
  wrong: (wanted, n) => `应为${wanted}；这里有 ${n} 项，或其中有的不是数。`,
}

export default loss
