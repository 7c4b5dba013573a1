/** 简体中文：每一步的理由。每个事实一两句话；符号前说明它是什么：遗忘门 [[f]]、旧的细胞状态 [[C-1]]。 */
import type { Added, Carried, Fixed, Noun, TextsOfFacts, Thing } from '../../../src/index.ts'
import { nouns } from './always.ts'
import { updating } from './facts-update.ts'
import { attention, between, ofNumbers, ofOperation, slopes, uses, wholes, within } from './operations.ts'

const ref = ({ name, dt }: Thing): string => `[[${name}${dt === 1 ? '+1' : dt === -1 ? '-1' : ''}]]`

/** 符号和它是什么。 */
const the = (thing: Thing): string => {
  const noun = nouns[thing.is]
  if (noun === '') return ref(thing)
  const short = thing.is === 'hidden' ? '状态' : noun
  if (thing.step === -1) return `旧${short.length > 2 ? '的' : ''}${short} ${ref(thing)}`
  if (thing.step === 1) return `下一个${short} ${ref(thing)}`
  return `${noun} ${ref(thing)}`
}
const gate = (thing: Thing): string => `${nouns[thing.is]} ${ref(thing)}`.trim()
const isMemory = ({ is }: Thing): boolean => is === 'cell' || is === 'memory' || is === 'state'
const orNew = (thing: Thing | undefined): string => (thing ? the(thing) : '新内容')
/** 句中前面是汉字时，符号前空一格。 */
const after = (text: string): string => (text.startsWith('[') ? ` ${text}` : text)

/** 以符号结尾时，后面的汉字前空一格。 */
const spaced = (text: string): string => (text.endsWith(']') ? `${text} ` : text)

/** 逆时间的层在前一个时间步计算这些量吗？ */
const isReverse = (things: readonly Thing[]): boolean =>
  things.some(({ dt, step }) => dt === -1 && step === 1)
const refs = (things: readonly Thing[]): string => things.map(ref).join('、')

const biases = { none: '。', one: '，再加上偏置。', several: '，再加上各偏置。' } as const

/** 每个时间步都相同的数。 */
const fixedText = ({ weights, as }: Fixed): string => {
  if (weights.length === 0) return '每个时间步都相同的数'
  if (as === 'weights') return `每个时间步都相同的 ${refs(weights)}`
  return as === 'rest'
    ? `每个时间步都相同的 1 减 ${refs(weights)}`
    : `只由 ${refs(weights)} 算出、每个时间步都相同的数`
}

/** 和的一部分是否每个时间步都相同。 */
const isAlone = ({ content, pair, from, gate: own }: Added): boolean =>
  !content && !pair && !own && from.length === 0

/** 和的一部分乘以什么。 */
const factorsText = (part: Added): readonly string[] => {
  const { gate: own, rest, fixed } = part
  return [
    ...(own ? [rest ? ` 1 减${after(gate(own))}` : after(gate(own))] : []),
    ...(fixed && !isAlone(part) ? [fixedText(fixed)] : []),
  ]
}

/** 和的一部分，不算它乘以什么。 */
const partText = (part: Added): string => {
  const { content, pair, from, fixed } = part
  if (content) return the(content)
  if (fixed && isAlone(part)) return fixedText(fixed)
  if (pair) return `${ref(pair[0])} 的每个数与 ${ref(pair[1])} 的每个数之积`
  return from.length > 0 ? `由 ${refs(from)} 算出的内容` : '新内容'
}

/** 状态进入下一个值时乘以什么。 */
const keptText: {
  readonly [By in Carried['by']]: (state: Thing, kept: Extract<Carried, { by: By }>) => string
} = {
  nothing: (state) => `${the(state)} 原样进入。`,
  gate: (state, kept) =>
    kept.rest
      ? `${the(state)} 乘以 1 减${after(gate(kept.gate))}。`
      : `${the(state)} 乘以${after(gate(kept.gate))}。`,
  constant: (state, kept) => `${the(state)} 乘以${fixedText(kept)}。`,
  factor: (state, kept) => `${the(state)} 乘以由 ${refs(kept.of)} 得到的因子。`,
}

export const facts: TextsOfFacts = {
  function: ({ of }) => ofOperation(of),
  unsquashed: () => '它不经压缩，可以是任何数。',
  operation: ({ of, isNumber }) => (isNumber ? ofNumbers[of] : undefined) ?? ofOperation(of),
  sum: ({ operands, biases: own }) => {
    const is = (thing: Thing | undefined, noun: Noun, step: number) =>
      thing?.is === noun && thing.step === step
    const [a, b] = operands
    if (operands.length === 1) {
      const one = is(a, 'data', 0)
        ? '输入'
        : is(a, 'below', 0)
          ? '下面一层的输出'
          : is(a, 'hidden', -1)
            ? '上一步的隐藏状态'
            : `${the(a!)} `
      return `${one}加权${biases[own]}`
    }
    const isPlain = operands.length === 2 && is(b, 'hidden', -1)
    const all =
      isPlain && is(a, 'data', 0)
        ? '输入和上一步的隐藏状态'
        : isPlain && is(a, 'below', 0)
          ? '下面一层的输出和上一步的隐藏状态'
          : `${refs(operands)} `
    return own === 'none' ? `${all}各自加权，再相加。` : `${all}各自加权${biases[own]}`
  },
  peephole: ({ state, gate: isOfGate }) =>
    state.is === 'hidden' || !isOfGate
      ? `${the(state)} 中，每个单元只看到自己的数。`
      : `窥视孔把细胞状态 ${ref(state)} 逐单元加到对应的门上。`,
  admits: (fact) => `${gate(fact.gate)} 只让过去的一份参与。`,
  next: (fact) => {
    if (fact.function === undefined) return '这个和不再压缩。'
    return ['sigmoid', 'tanh', 'relu'].includes(fact.function)
      ? '这个和可以是任何数，接下来才压缩。'
      : `这个和可以是任何数，接下来经过 ${fact.function}。`
  },
  keeps: ({ gate: own, states, rest, bounded }) => {
    const what = states.length === 1 ? the(states[0]!) : refs(states)
    if (!bounded) return `它决定${after(what)} 保留多少。`
    return `${ref(own)} 为 ${rest ? 0 : 1} 处保留${after(what)}，为 ${rest ? 1 : 0} 处擦除。`
  },
  tied: () => '没有放进的部分就保留：一个门管两件事，所以写入新内容总要放弃旧内容。',
  writes: ({ content, into, rest }) =>
    rest
      ? `1 减去它，就是${after(orNew(content))} 写入${after(the(into))} 的比例。`
      : `它决定${after(orNew(content))} 有多少写入${after(the(into))}。`,
  balances: ({ old, content }) => `它是${after(the(old))} 与${after(orNew(content))} 之间的比例。`,
  says: ({ memory, looks }) =>
    looks
      ? `它决定${after(the(memory))} 输出多少，而且自己也看到它。`
      : `它决定${after(the(memory))} 输出多少。它看不到新的 ${ref(memory)}：那需要窥视孔连接。`,
  selects: ({ old, reader }) => `它决定${after(the(old))} 有多少参与${after(the(reader))}。`,
  content: (fact) =>
    fact.gate
      ? `它不是门，而是${after(gate(fact.gate))} 可以写入的内容。`
      : '它不是门，而是内容本身，全部写入。',
  shares: (fact) => `${gate(fact.gate)} 决定过去在其中占多少。`,
  streams: ({ count }) => `${count === 2 ? '两' : count}路相加。`,
  kept: ({ state, kept }) => keptText[kept.by](state, kept as never),
  written: (part) => {
    const what = partText(part)
    const factors = factorsText(part)
    if (factors.length > 0) return `${spaced(what)}乘以${factors.join('，再乘以')}。`
    return part.content ? `${spaced(what)}原样加上。` : `再加上${after(what)}。`
  },
  larger: ({ parts }) =>
    `逐个数取较大者：${parts.map((part) => [spaced(partText(part)), ...factorsText(part)].join('乘以').trim()).join('，或者')}。`,
  meets: ({ state, kept }) => {
    const along = `反向时，加法让梯度原样通过：沿着${after(the(state))}`
    if (kept.by === 'nothing') return `${along} 什么也遇不到。`
    if (kept.by === 'constant') return `${along} 只遇到这些数。`
    return kept.by === 'gate' ? `${along} 只遇到${after(gate(kept.gate))}。` : `${along} 只遇到那个因子。`
  },
  mixture: ({ gate: own, share, remainder }) =>
    `一种混合：${gate(own)} 取${after(orNew(share))} 的一份，其余取自${after(orNew(remainder))}。`,
  output: ({ memory, function: called, gate: own }) => {
    const what = `细胞输出的内容：${the(memory)}`
    const squeezed = called === undefined ? '' : ` 经 ${called} 压缩`
    return own
      ? `${what}${squeezed}，由${after(gate(own))} 放出。`
      : `${what}${squeezed}，全部输出，没有门拦着。`
  },
  outputs: ({ memories, function: called }) =>
    `细胞输出的内容：${memories.map((each, i) => (i === 0 ? the(each) : after(the(each)))).join(' 与')} 之和${called === undefined ? '' : `，经 ${called} 压缩`}。`,
  dividedBy: ({ divisor, plain }) =>
    plain ? `它再除以${after(the(divisor))}。` : `它再除以由${after(the(divisor))} 算出的数。`,
  column: ({ row, into }) => `它就是写入${after(the(into))} 的内容：${ref(row)} 决定每一列写入多少。`,
  row: ({ column, into }) => `它的每个数决定 ${ref(column)} 有多少写入${after(the(into))} 的某一列。`,
  asks: ({ memory, reader }) => `它的每个数决定${after(the(memory))} 的某一列有多少读入 ${ref(reader)}。`,
  query: ({ memory, query }) =>
    `细胞输出的内容从${after(the(memory))} 中读出：它的每一行乘以 ${ref(query)} 得到一个数。`,
  whole: ({ squashed }) =>
    squashed
      ? '整个状态在每个时间步都要经过一次激活函数，没有任何保护。'
      : '整个状态就是这个和本身：不压缩，也没有任何保护。',
  divides: ({ readers }) => `它在 ${refs(readers)} 中用作分母。`,
  readFor: ({ readers }) => `它用于计算 ${refs(readers)}。`,
  carriedTo: ({ readers }) =>
    isReverse(readers)
      ? `它被带到前一个时间步（这个方向逆时间进行），用于计算 ${refs(readers)}。`
      : `它被带到下一个时间步，用于计算 ${refs(readers)}。`,
  unread: () => '没有任何量读取它。',
  joins: () => '下面一层两个方向的输出拼成一个向量，顺时间方向的在前。',
  below: () => '它就是下面一层的输出。',
  attends: ({ part }) => attention[part],
  head: ({ reads }) =>
    ({
      hidden: '输出层用自己的权重读取隐藏状态。',
      context: '输出层用自己的权重读取注意力的上下文向量。',
      both: '输出层用自己的权重读取本时间步两个方向的隐藏状态。',
      ends: '输出层用自己的权重读取每个方向结束处的隐藏状态：一个在最后一个时间步，一个在第一个时间步。',
    })[reads],
  softmax: () =>
    '这就是 softmax，只是先取对数：logsoftmax(y) = y − log Σ exp y。输出变成和为 1 的概率；输出再大，也不丢失任何一位数字。',
  probabilities: () => 'sigmoid 把每个输出各自变成一个概率。',
  error: ({ crossEntropy }) =>
    crossEntropy
      ? '这个输出错了多少：交叉熵 −log p[目标]，也写作 −Σ y log ŷ（这里 y 是独热编码的标签，ŷ 是预测的概率）；页面上的写法与它相等，但数值更稳定。目标是类别的编号，与 PyTorch 一样从 0 数起。反向传播问的都是它会怎样变化。'
      : '这个输出错了多少。它是一个数，反向传播问的都是它会怎样变化。',
  loss: () => '一个数评判整次运行。反向传播对它之前的每个数都问：如果这个数动一点，损失会变多少？',

  starts: ({ at }) => `在这个时间步，损失只由 ${ref(at)} 决定，所以梯度从这里开始。`,
  difference: ({ times, outputs }) => {
    if (times === 'one') return '它是一个差：输出减去目标。'
    if (times === 'two') return '它是输出与目标之差乘以 2，因为损失是平方。'
    return outputs === 1
      ? '它是输出与目标之差乘以 2，因为损失是平方。'
      : `它是输出与目标之差乘以 2/${outputs}，因为损失是 ${outputs} 个平方的平均。`
  },
  surprise: ({ reduction, outputs }) => {
    if (reduction === 'half') return '它是概率与目标之差的一半。'
    return reduction === 'mean' && outputs > 1
      ? `它是概率与目标之差除以 ${outputs}，因为损失是 ${outputs} 个输出的平均。`
      : '它是一个差：概率减去目标。'
  },
  counts: ({ constant }) => `这个时间步有自己的权重 [[${constant}]]。`,
  given: ({ of }) => `${ref(of)} 处另有给定的梯度，好像后面还有计算：在这里加上它。`,
  chosen: () => '这种损失直接传入选定的梯度，也就是它的目标。',
  share: ({ constant, steps }) =>
    `整个运行的损失是 ${steps} 个时间步的平均，所以每个时间步只占 [[${constant}]] = 1/${steps}。`,
  initial: ({ reverse }) =>
    reverse
      ? '损失对最后一个时间步之后的状态的梯度，这个方向从那里开始：它变化时损失变化的快慢，每个单元一个。'
      : '损失对第一个时间步之前的状态的梯度：它变化时损失变化的快慢，每个单元一个。',
  noWay: () => '之后没有任何东西读取它，所以损失感受不到它。',
  slope: ({ of }) => (of === undefined ? '这里没有激活函数，梯度原样通过。' : (slopes[of] ?? uses.other)),
  oneWay: ({ of }) => `${ref(of)} 在这里只有一条通向损失的路径，所以只有一项。`,
  last: ({ of, ways, only }) =>
    only
      ? `${the(of)} 之后没有别的时间步，通向损失的唯一路径经过 ${refs(ways)}。`
      : `${the(of)} 之后没有别的时间步，它送到本时间步的 ${refs(ways)}。`,
  use: ({ use }) => uses[use],
  through: ({ reader, operations: all }) =>
    `它与 ${ref(reader)} 之间隔着${after([...new Set(all.map((op) => between[op] ?? op))].toReversed().join('、'))}，梯度依次经它们传回。`,
  several: ({ count }) => `同一个方程读取它${count === 2 ? '两' : ` ${count} `}次；各处传回的梯度相加。`,
  balance: () => '这个门乘以新与旧之一，1 减去它再乘以另一个，所以起作用的是两者之差。',
  twice: ({ gate: own, other }) =>
    `这个门有两个作用：放进候选记忆，并由 ${ref(other)} = 1 − ${ref(own)} 保留其余。两者的梯度相加，第二项变号。`,
  fork: ({ of, to, readers, reverse }) => {
    const adds = '它一动，它们全都动，所以各自的梯度相加。这就是 += 的含义。'
    const [only] = to
    if (readers.length === 0 && to.length === 1 && only !== 'head')
      return `${ref(of)} 送到${within[reverse && only === 'next' ? 'before' : only!]}。${adds}`
    const places = [
      ...to.filter((place) => place !== 'next').map((place) => wholes[place]),
      ...readers.map(ref),
    ]
    const all = places.join('、')
    if (!to.includes('next')) return `${ref(of)} 送到${after(all)}。${adds}`
    return `${ref(of)} 同时送到${after(all)}，以及${wholes[reverse ? 'before' : 'next']}。${adds}`
  },
  feeds: ({ of, reader, function: called, gate: own, plain }) => {
    if (called !== undefined && own)
      return `${ref(of)} 经 ${called} 和${after(gate(own))} 送到 ${ref(reader)}。`
    if (own) return `${ref(of)} 经${after(gate(own))} 送到 ${ref(reader)}。`
    if (called !== undefined) return `${ref(of)} 经 ${called} 送到 ${ref(reader)}。`
    return plain ? `${ref(of)} 原样送到 ${ref(reader)}。` : `${ref(of)} 送到 ${ref(reader)}。`
  },
  feedsNext: ({ next, kept }) => {
    const to = `也送到${after(the(next))}`
    if (kept.by === 'gate')
      return kept.rest ? `它乘以 1 − ${ref(kept.gate)} 后${to}。` : `它乘以 ${ref(kept.gate)} 后${to}。`
    if (kept.by === 'constant') return `它乘以${fixedText(kept)}后${to}。`
    return kept.by === 'nothing'
      ? `它也原样送到${after(the(next))}。`
      : `它乘以由 ${refs(kept.of)} 得到的因子后${to}。`
  },
  feedsToo: ({ readers, peephole }) =>
    peephole ? `它还经窥视孔直接送到 ${refs(readers)}。` : `它还用于计算 ${refs(readers)}。`,
  adds: () => '各处分别传回梯度，再相加。',
  keepsSize: ({ next, kept }) => {
    const along = `沿着 ${ref(next)}`
    if (kept.by === 'nothing') return `${along}，梯度的大小得以保持：路上没有门。`
    if (kept.by !== 'gate') return `${along}，梯度每个时间步乘以相同的数。`
    const open = kept.gate
    return kept.rest
      ? `${along}，${ref(open)} 接近 0 处梯度的大小得以保持。`
      : `${along}，${gate(open)} 打开处梯度的大小得以保持。`
  },
  inputs: ({ readers }) =>
    readers.length === 1
      ? '输入只送到一个加权和，梯度经输入的权重传回。'
      : `输入送到 ${refs(readers)}，各自经自己的权重传回梯度。`,

  outer: () =>
    '每个权重乘以向量中的一个数，送到一个单元，所以它的梯度是两者之积：一张表，一行一个单元。同一个权重在每个时间步都起作用，所以各时间步的贡献相加。',
  bias: () => '偏置只是加上去的，所以它的梯度就是那个和的梯度。各时间步的贡献相加。',
  elementwise: (fact) =>
    `${isMemory(fact.with) ? '窥视孔权重' : '这个权重'}逐元素乘以${after(the(fact.with))}，所以它的梯度是后者与传回的梯度之积，对所有时间步求和。`,
  summed: ({ count }) =>
    count > 1
      ? `这个权重在 ${count} 处起作用，各处的梯度相加。它在每个时间步都相同，所以各时间步的贡献相加。`
      : '同一个权重在每个时间步都起作用，所以各时间步对其梯度的贡献相加。',
  update: () => '沿负梯度方向走一小步。所有权重同时移动，整次运行也会随之不同。',
  ...updating,
}
