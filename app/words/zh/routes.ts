/** 按路径划分的梯度：简体中文。 */
import type en from '../en/routes.ts'

const zh: typeof en = {
  title: (state) => `梯度沿哪些路径到达 ${state}？`,
  none: '这个细胞没有任何状态传到下一个时间步，所以没有往回的路径。',
  ofState: '状态',
  intro: {
    memory: (state) =>
      `从损失回到 ${state} 的每一条路径恰属于一类：只沿 ${state} 走，或按它途中最先进入的门或量归类。各类相加等于完整的梯度。`,
    hidden: (state) =>
      `从损失回到 ${state} 的每一条路径恰属于一类：只沿 ${state} 走，或按它最先进入的门或量归类。各类相加等于完整的梯度。`,
    mixed: (state) =>
      `从损失回到 ${state} 的每一条路径恰属于一类：直接来自本时间步的损失，或经过接着读它的量。各类相加等于完整的梯度。`,
  },
  question: {
    kept: (state, factor) => `∂[[${state}]] / ∂[[${state}-1]] 就是 ${factor} 吗？`,
    mixed: (state) => `[[${state}-1]] 有没有原样保留到 [[${state}]] 里？`,
  },
  answer: {
    alone: (state) => `是的：通向 [[${state}]] 的路上没有别的量读 [[${state}-1]]，所以这就是完整的导数。`,
    throughH: () => '只有固定 [[h-1]] 时才是：其余的变化经由 [[h-1]] 进入下一步的各个门，下表给出它有多大。',
    directly: (state) =>
      `只有固定 [[h-1]] 和各个门时才是：各个门直接或经由 [[h-1]] 读取 [[${state}-1]]，下表给出经过它们传回多少。`,
    gates: () => '只有固定各个门和候选状态时才是：它们也由 [[h-1]] 算出，下表给出经过它们传回多少。',
    others: (state) =>
      `只有固定其余各量时才是：还有别的量也由 [[${state}-1]] 算出，下表给出经过它们传回多少。`,
    mixed: () => '没有任何量原样传下去：以后各步的损失传回的梯度全都经过由它算出的量。',
  },
  unit: '单元',
  oneUnit: '这个状态只有一个单元。',
  oneStep: '运行只有一个时间步。',
  unitOf: (unit, H) => `${unit} / ${H}`,
  elementOf: (row, column, rows, columns) => `第 ${row} 行（共 ${rows}），第 ${column} 列（共 ${columns}）`,
  single: '一个数',
  k: '时间步 k',
  kOf: (k, T) => `${k} / ${T}`,
  comparison: (state, k, unit) => `到达第 ${k} 步 ${state} 的梯度，单元 ${unit}`,
  rows: {
    memory: (state) => `只沿 ${state}`,
    hidden: (state) => `只沿 ${state}`,
    mixed: (_) => '只有本步的损失',
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
  ways: {
    title: '沿时间，还是从上层下来？',
    hint: (state) =>
      `从损失回到第 k 个时间步的 ${state} 的每条路径，都恰好从一处进入这个单元：本层下一个要处理的时间步、上一层，或输出层。每行的数加起来就是完整的梯度。`,
    time: '沿时间，在本层内',
    above: (track) => `来自${track}`,
    head: '来自输出层',
  },
  against: '这一层沿逆时间方向计算，所以图中时间从右向左：梯度仍从右边来。',
  strip: '展开的网络上的路径',
  stripHint:
    '线越粗，在到达的梯度中所占份额越大。通向门或损失的线各是一份，虚线表示负值；沿状态的线汇集正负各份，粗细表示各份大小之和。梯度从右边沿状态传来，来自路径离开状态之处的损失和各个门。',
  stripLabel: (state, k, unit, parts) => `到达第 ${k} 步 ${state} 的路径，单元 ${unit}：${parts}`,
  part: (route, t) => `${route}，在第 ${t} 步离开`,
  loss: '损失',
  state: '状态',
  table: '每一个时间步',
  tableHint: '取消勾选即去掉一类路径。每行各数相加等于完整的梯度；所有条形用同一比例。',
  direct: {
    memory: (state) => `只沿 ${state}`,
    hidden: (state) => `只沿 ${state}`,
    mixed: (_) => '本步损失',
  },
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
