/** 打开文件时作出的决定，以及询问的理由：简体中文。与读取文件的部分一起加载。 */
import type { SaidTexts } from '../../../src/index.ts'

const list = (all: readonly string[]): string => all.join('、')
/** 没有名称的列用编号表示。 */
const columns = (names: readonly string[]): string =>
  list(names.map((name) => (/^\d+$/.test(name) ? `第 ${name} 列` : `“${name.replace(/^"(.*)"$/, '$1')}”`)))

const roles = {
  steps: '时间步的标签',
  input: '输入',
  target: '目标',
  both: '输入，也是目标',
  out: '略去',
} as const
const reasons = { text: '（文字）', empty: '（全部缺失）', time: '', chosen: '', number: '' } as const
const became = {
  input: '输入权重',
  recurrent: '循环权重',
  joined: '输入与循环权重',
  bias: '偏置',
  peephole: '窥视孔',
  head: '输出层',
  headBias: '输出层的偏置',
  embedding: '嵌入，在细胞之前',
  otherModule: '属于另一个模块，略去',
  otherLayer: '属于另一层，略去',
  before: '在细胞之前，略去',
  between: '在细胞与输出层之间，略去',
  after: '在输出之后，略去',
  unused: '略去',
} as const
const parts = {
  inputs: '输入',
  targets: '目标',
  inputNames: '输入的名称',
  outputNames: '输出的名称',
  stepNames: '时间步的名称',
  initialState: '初始状态',
} as const
const all = (of: readonly (keyof typeof parts)[]) => list(of.map((part) => parts[part]))
const layouts = {
  pytorch: 'PyTorch',
  keras: 'Keras：核已转置，门由 i f c o 和 z r h 改为 PyTorch 的顺序',
  onnx: 'ONNX：门由 i o f c 和 z r h 改为 PyTorch 的顺序',
  tensorflow: 'TensorFlow：作用于 x 与 h 的核已拆开，门由 i j f o 改为 PyTorch 的顺序',
  numpy: '手写：各门的矩阵按 PyTorch 的顺序叠起',
} as const
const missingWays = {
  drop: '略去所在的行',
  carry: '沿用前一个数',
  interpolate: '在相邻的数之间插值',
  keep: '照原样保留',
} as const
const laidOut = {
  joined: (taken: string) =>
    taken === 'hx' ? '合并的矩阵先 h 后 x：前面的列是循环权重' : '合并的矩阵先 x 后 h：前面的列是输入权重',
  side: (taken: string) => (taken === 'left' ? '矩阵在前、向量在后：W x' : '向量在前、矩阵在后：x W'),
  gates: (taken: string) => `各门按 ${[...taken].join(' ')} 的顺序叠起`,
} as const
const whyLaidOut = {
  joined: '矩阵作用于合并的 h 与 x，文件看不出哪个在前',
  side: '矩阵是方阵，形状看不出是 W x 还是 x W',
  gates: '名称看不出各门叠起的顺序',
} as const
const remarks = {
  initialState: '模型给了细胞初始状态（来自另一个细胞或作为输入），这里取 0',
  oldGates: '文件没有说明门的激活函数：取 Keras 2.3 之前的默认值 hard sigmoid',
  usualActivations: '文件没有配置：激活函数取 Keras 的默认值，即 tanh，门用 sigmoid',
  forgetBias: 'TensorFlow 的细胞给遗忘门加 1，这里加进了偏置',
  backward:
    '该层由最后一个时间步向第一个运行（go_backwards）：y 写在读入的时间步处，而 Keras 按计算的先后给出输出',
  cellOrder: '手写的 GRU：r 在乘矩阵之前乘 h，z 保留旧的 h',
} as const

export const formats: SaidTexts = {
  became,
  said: {
    encoding: ({ name }) => `文件不是 UTF-8，按 ${name} 读取`,
    together: ({ how, names }) =>
      ({
        series: `每个文件是一个序列：${list(names)}`,
        below: `各文件依次接在一起：${list(names)}`,
        beside: `各文件逐行并排：${list(names)}`,
        classes: `每个文件是一个类别的各行，类别即文件名：${list(names)}`,
      })[how],
    unused: ({ name }) => `没有用到 ${name}`,
    unopened: ({ names }) => `只读取数据，没有打开：${list(names)}`,
    header: ({ names }) => `列名：${list(names)}`,
    headerAgain: ({ n }) => `列名在下面又出现 ${n} 次，已略去`,
    column: ({ n, name, role, reason }) =>
      `第 ${n} 列${name ? `“${name}”` : ''}：${roles[role]}${role === 'out' ? reasons[reason] : ''}`,
    comments: ({ n }) => `略去 ${n} 行注释`,
    inside: ({ name, left }) => `表格在 ${name} 中${left.length > 0 ? `；略去：${list(left)}` : ''}`,
    preamble: ({ texts }) => `略去表格上方的“${texts.join('”、“')}”`,
    footer: ({ texts }) => `略去末尾的“${texts.join('”、“')}”`,
    decimalMark: ({ mark, text, number }) =>
      `${{ comma: '逗号', middle: '间隔号' }[mark]}是小数点：${text} 即 ${number}`,
    thousands: ({ text, number }) => `去掉了千位分隔符：${text} 即 ${number}`,
    percent: ({ text, number }) => `百分数：${text} 读作 ${number}`,
    scaled: ({ text, number }) => `表示数量级的字母和汉字已乘入：${text} 即 ${number}`,
    negative: ({ text, number }) => `会计写法的负数：${text} 即 ${number}`,
    unit: ({ unit }) => `数后面的单位已去掉：${unit}`,
    noNumbers: ({ texts, n }) =>
      `不是数，按缺失处理：“${texts.join('”、“')}”${n > texts.length ? `（共 ${n} 格）` : ''}`,
    turned: ({ how, left }) =>
      `${
        how === 'years'
          ? '各列是一年中的时间：整张表按时间顺序读作一个序列'
          : '时间是横向的：文件的每一行是一个序列，表格已转置'
      }${left.length > 0 ? `；略去：${list(left)}` : ''}`,
    group: ({ name, by, of }) => `文件有 ${of} 个序列，由${columns([by])}区分：读取 ${name} 的各行`,
    unsorted: () => '各行的时间没有按顺序：照原样读取',
    across: () => '这一行读作每个时间步一个数',
    reversed: () => '最新的一行原在最前：已颠倒各行，使时间向前',
    newest: () => '最新的一行在最前，时间是倒着的',
    nines: ({ numbers }) => `${list(numbers)} 也按缺失处理`,
    missing: ({ how, n }) => `缺少 ${n} 个数：${missingWays[how]}`,
    unscaled: ({ large, small, times }) =>
      `未作缩放：${large} 的数是 ${small} 的 ${times} 倍；这样的列标准化之后，网络更容易学`,
    rows: ({ from, to, of }) => `读取 ${of} 行中的第 ${from}～${to} 行`,
    window: ({ steps, windows, stride }) =>
      `打开第一个窗口，长 ${steps} 个时间步；共有 ${windows} 个窗口${stride > 1 ? `，每隔 ${stride} 行一个` : ''}`,
    next: ({ names }) => `目标：${columns(names)}的下一个值`,
    sameStep: ({ names }) => `目标：同一行的${columns(names)}`,
    noTarget: () => '数据中没有相符的目标，补为 0',
    classes: ({ name, names }) => `目标：${columns([name])}的类别（${list(names)}）`,
    scaling: ({ how, columns: scaled, fitted, of }) =>
      `${how === 'minmax' ? '最小–最大缩放到 0～1' : '标准化为均值 0、标准差 1'}：${columns(scaled)}，按${fitted < of ? `读取的 ${of} 行中用于训练的前 ${fitted} 行` : `读取的全部 ${of} 行`}拟合`,
    sequence: ({ k, of }) => `打开 ${of} 个序列中的第 ${k} 个`,
    width: ({ before, now }) => `模型的输入数 D 由 ${before} 变为 ${now}：相符的权重保留，其余重新抽取`,
    samples: ({ n, name }) => `共 ${n} 个序列，每行一个${name ? `：读取 ${name}` : ''}`,
    ofSample: ({ names }) => (names.length > 0 ? `目标：序列的类别（${list(names)}）` : '目标：序列所带的数'),
    characterRange: ({ from, to, of }) => `读取 ${of} 个字符中的第 ${from}～${to} 个`,
    characters: ({ n, kinds }) => `文本：${n} 个字符，类别是下一个字符，共 ${kinds} 种`,
    tags: ({ words, tags, sentences }) =>
      `带标签的词：${sentences} 个句子，${words} 个不同的词，标签 ${list(tags)}`,
    sentences: ({ n, classes, first }) => `${n} 个句子，类别 ${list(classes)}：“${first}”`,
    textColumns: ({ text, label, left }) =>
      `句子：${columns([text])}，类别：${columns([label])}${left.length > 0 ? `；略去：${columns(left)}` : ''}`,
    oneHot: ({ n }) => `输入为独热向量，长 ${n}`,
    layout: ({ layout }) => `权重的排法：${layouts[layout]}`,
    module: ({ name, cell, D, H, layers, both }) =>
      `模块 ${name || '（根）'}：${cell}，D = ${D}，H = ${H}${layers > 1 ? `，${layers} 层` : ''}${both ? '，双向' : ''}`,
    layer: ({ k, of }) =>
      `只打开 0～${of - 1} 层中的第 ${k} 层：${k === 0 ? '它读的是网络的输入' : 'x 是下面一层的输出'}`,
    tensor: ({ name, shape, became: as, weights }) =>
      `张量 ${name}（${shape}）：${became[as]}${weights.length > 0 ? `（${list(weights)}）` : ''}`,
    remark: ({ remark }) => remarks[remark],
    laidOut: ({ option, taken }) => laidOut[option](taken),
    head: ({ name }) => `输出层：${name}`,
    wideHead: ({ name, n, most }) => `${name} 有 ${n} 个输出，超过实验最多的 ${most} 个：略去`,
    ends: () => '输出层读取每个方向的终点：正向在最后一个时间步，反向在第一个时间步',
    identity: ({ n }) => `文件中细胞之后没有输出层：输出 y 就是 h 本身（输出层为 ${n} × ${n} 的单位矩阵）`,
    between: ({ names }) => `输出层直接读取 h；细胞与输出层之间略去、因此 y 不是模型的输出：${list(names)}`,
    after: ({ names }) => `y 不是模型的最终输出；其后略去：${list(names)}`,
    ignored: ({ names }) => `没有用到：${list(names)}`,
    output: ({ name, activation }) => `模型还对 ${name} 的输出施以 ${activation}`,
    activation: ({ name }) => `激活函数：${name}，文件中如此`,
    gates: ({ name }) => `门的激活函数：${name}，文件中如此`,
    ownCell: ({ name }) => `细胞的激活函数与通常不同，连同方程打开：${name}`,
    zero: ({ names }) => `文件中没有、按 0 处理：${list(names)}`,
    madeUp: ({ steps }) => `文件还没有输入：补上 ${steps} 个时间步的序列`,
    embedded: ({ name }) => `输入是嵌入 ${name} 的各行`,
    kept: ({ kept, made, dropped }) =>
      [
        ...(kept.length > 0 ? [`保留：${all(kept)}`] : []),
        ...(made.length > 0 ? [`补上：${all(made)}`] : []),
        ...(dropped.length > 0 ? [`舍去：${all(dropped)}`] : []),
      ].join('；'),
    lossChanged: ({ kind }) => `损失改为与目标相符的 ${kind}`,
  },
  why: {
    missing: ({ n, row }) => `缺少 ${n} 个数，第一个在第 ${row} 行`,
    sentinel: ({ n, number, row }) => `有 ${n} 个 ${number}，常用来表示缺失，第一个在第 ${row} 行`,
    decimal: ({ text, grouped, decimal }) => `${text} 可能是 ${grouped}，也可能是 ${decimal}`,
    percent: ({ percent, plain }) =>
      `同一列中既有 ${percent} 又有 ${plain}：${percent} 可能取百分号前的数，也可能取它的百分之一`,
    header: ({ text }) => `${text} 可能是列名，也可能是第一个数`,
    across: ({ how, first, last }) =>
      `${first} … ${last} 是时间：${how === 'years' ? '整张表可能是一个横向的序列' : '每一行可能是一个序列'}，也可能各是一列`,
    groups: ({ by, n, names }) =>
      `${n} 个序列上下相接，由${columns([by])}区分：${list(names)}${n > names.length ? '……' : ''}`,
    columns: ({ most, n }) => `表格有 ${n} 列数，而模型最多有 ${most} 个输入`,
    samples: ({ n }) => `每行最多有 ${n} 个数：每一行可能是一个序列，也可能各是一列`,
    batch: ({ n }) => `文件是一批 ${n} 个序列`,
    modules: ({ names }) => `文件中有几个模块：${list(names)}`,
    heads: ({ names }) => `细胞之后有几个矩阵：${list(names)}；y 是输出层的输出，不是模型的最终输出`,
    activation: () => '文件没有说明激活函数',
    laidOut: ({ option }) => whyLaidOut[option],
    large: ({ most }) => `网络超过了实验最多的 ${most} 个输入和单元；这些层没有超过`,
    inputs: ({ D, n }) => `模型的输入数是 ${D}，表格有 ${n} 列数`,
  },
}
