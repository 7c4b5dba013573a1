/** 按路径划分的梯度：简体中文。 */
import type en from '../en/routes.ts'

const zh: typeof en = {
  title: (state) => `梯度沿哪些路径到达 ${state}？`,
  intro: {
    C: '从损失回到 C 的每一条路径恰属于一类：只沿细胞状态走，或按它途中最先进入的门归类。各类相加等于完整的梯度。',
    h: '从损失回到 h 的每一条路径恰属于一类：只沿 h 走，或按它最先进入的门归类。各类相加等于完整的梯度。',
    rnn: '从损失回到 h 的每一条路径恰属于一类：直接来自本时间步的损失，或经过下一步的预激活值。两类相加等于完整的梯度。',
  },
  question: {
    lstm: '∂[[C]] / ∂[[C-1]] 就是 [[f]] 吗？',
    noForget: '∂[[C]] / ∂[[C-1]] 就是 1 吗？',
    keep: '∂[[h]] / ∂[[h-1]] 就是 [[z]] 吗？',
    write: '∂[[h]] / ∂[[h-1]] 就是 1 − [[z]] 吗？',
    rnn: '[[h-1]] 有没有原样保留到 [[h]] 里？',
  },
  answer: {
    lstm: '只有固定 [[h-1]] 时才是：其余的变化经由 [[h-1]] 进入下一步的各个门，下表给出它有多大。',
    peephole:
      '只有固定 [[h-1]] 和各个门时才是：其余的变化经由 [[h-1]] 和窥视孔连接进入各个门，下表给出它有多大。',
    gru: '只有固定各个门和候选状态时才是：它们也由 [[h-1]] 算出，下表给出经过它们传回多少。',
    rnn: '没有任何量原样传下去：以后各步的损失传回的梯度全都经过预激活值。',
  },
  unit: '单元',
  oneUnit: '这个状态只有一个单元。',
  oneStep: '运行只有一个时间步。',
  unitOf: (unit, H) => `${unit} / ${H}`,
  k: '时间步 k',
  kOf: (k, T) => `${k} / ${T}`,
  comparison: (state, k, unit) => `到达第 ${k} 步 ${state} 第 ${unit} 个单元的梯度`,
  rows: {
    C: '只沿细胞状态',
    h: '只沿 h',
    rnn: '只有本步的损失',
    without: (routes) => `去掉${routes}`,
    full: '完整：所有路径',
    nudge: '中心差分',
  },
  columns: { value: '梯度', error: '对中心差分的相对误差' },
  findings: {
    simplification: (short, percent, whole, cosine) =>
      `完整的梯度与中心差分一致。“${short}”在这个单元偏差 ${percent}，全部单元合计偏差 ${whole}，${cosine === null ? '没有梯度沿它传来，所以没有余弦' : `余弦 ${cosine}`}。`,
    onlyRoute: '完整的梯度与中心差分一致。这里只有一类路径，所以这种简化也对。',
    off: (percent) => `去掉这些路径，梯度就偏差 ${percent}：中心差分可以证明。`,
    offSame: '在这个单元、这个时间步，没有梯度沿这些路径传来：去掉它们，梯度仍然正确。',
    small: '这里的梯度太小，或不是有限数：中心差分无法裁决。',
  },
  strip: '展开的网络上的路径',
  stripHint:
    '线越粗，在到达的梯度中所占份额越大。通向门或损失的线各是一份，虚线表示负值；沿状态的线汇集正负各份，粗细表示各份大小之和。梯度从右边沿状态传来，来自路径离开状态之处的损失和各个门。',
  stripLabel: (state, k, unit, parts) => `到达第 ${k} 步 ${state} 第 ${unit} 个单元的路径：${parts}`,
  part: (route, t) => `${route}，在第 ${t} 步离开`,
  loss: '损失',
  state: '状态',
  table: '每一个时间步',
  tableHint: '取消勾选即去掉一类路径。每行各数相加等于完整的梯度；所有条形用同一比例。',
  direct: { C: '只沿细胞', h: '只沿 h', rnn: '本步损失' },
  preactivation: '预激活值',
  first: '最先进入的门',
  full: '= 完整',
  rest: '余下',
  pathError: (short) => `“${short}”的偏差`,
  pathErrorHint: '全部单元合计的相对误差',
  counted: (route) => `计入路径 ${route}`,
  rowsShown: (from, to, T) => `共 ${T} 个时间步，这里是 k 附近的第 ${from} 到 ${to} 步。`,
  all: '计入所有路径',
  computing: '正在计算……',
}
export default zh
