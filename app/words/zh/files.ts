/** 打开的文件和保存的实验的文字：简体中文。 */
import type { files as English } from '../en/files.ts'

/** 文件中的权重使实验的哪些部分保留、补上或舍去。 */
const partNames: Readonly<Record<string, string>> = {
  inputs: '输入',
  targets: '目标',
  someTargets: '不符的目标',
  inputNames: '输入的名称',
  outputNames: '输出的名称',
  stepNames: '时间步的名称',
  initialState: '初始状态',
}
const partName = (part: string): string => partNames[part] ?? part

export const files: typeof English = {
  notOpened: (what) => `没有打开：${what}。`,
  kept: {
    title: (n) => `保存在这个浏览器中的实验（${n}）`,
    hint: '这些实验太大，链接里放不下。它们留在这台机器上，直到你删除为止。',
    facts: (when, size) => `${when}，${Math.ceil(size / 1024)} kB`,
    open: '已打开',
    remove: '删除',
    sure: '确定永久删除？',
  },
  readNotes: {
    sequence: ([steps, inputs]) => `时间步：${steps}；每步输入：${inputs}；没有目标，保留页面上的目标。`,
    targets: ([steps, inputs]) => `时间步：${steps}；每步输入：${inputs}，其后是目标。`,
    width: ([before, now]) =>
      `模型的输入数 D 由 ${before} 变为 ${now}：尺寸相符的输入权重保留，其余重新抽取。`,
    targetsMade: ([n]) => `缺少的 ${n} 个目标重复了最后一个。`,
    header: (names) => `第一行当作列名：${names.join('、')}。`,
    labels: ([name, first]) => `第一列${name ? `（${name}）` : ''}用作时间步的标签，第一个是 ${first}。`,
    comments: ([n]) => `略去以 # 开头的 ${n} 行。`,
    footer: (texts) => `略去末尾的“${texts.join('”、“')}”。`,
    decimalComma: ([text, number]) => `逗号读作小数点：${text} 即 ${number}。`,
    thousands: ([text, number]) => `去掉了千位分隔符：${text} 即 ${number}。`,
    percent: ([text, number]) => `百分数：${text} 读作 ${number}。`,
    scaled: ([text, number]) => `K、M、B 表示千、百万、十亿：${text} 即 ${number}。`,
    across: () => '这一行读作每个时间步一个数。',
    newest: () => '最新的一行在最前，时间是倒着的；需要正序时，请在文件中颠倒各行。',
    sentinel: (columns) => `许多文件用来表示缺失的数，这里照原样读取，按列为：${columns.join('；')}。`,
    encoding: ([name]) => `文件不是 UTF-8，按 ${name} 读取。`,
    fits: (kept, made, dropped) => {
      const clauses = [
        ...(kept.length > 0 ? [`页面上保留的有：${kept.map(partName).join('、')}`] : []),
        ...(made.length > 0 ? [`还没有这种尺寸的、因而补为 0 的有：${made.map(partName).join('、')}`] : []),
        ...(dropped.length > 0 ? [`舍去的有：${dropped.map(partName).join('、')}`] : []),
      ]
      return `${clauses.join('；')}。`
    },
    zero: (names) => `文件中没有、按 0 处理：${names.join('、')}。`,
    head: ([name]) => `${name} 是输出层。`,
    identity: ([n]) =>
      `文件中细胞之后没有输出层，所以输出 y 就是 h 本身（输出层为 ${n} × ${n} 的单位矩阵）。`,
    after: (names) => `模型在此之后的部分不计算，所以 y 不是它的最终输出：${names.join('、')}。`,
    activation: () => '文件没有说明 RNN 用 tanh 还是 relu：这里取 tanh，可在“模型”中更改。',
    keras: () => '这是 Keras 的权重：核已转置，门按 PyTorch 的顺序排列。',
    ignored: (names) => `没有用到：${names.join('、')}。`,
    unused: () => '没有用到：另一个文件属于同一类，只能打开一个。',
  },
  pasted: { experiment: '粘贴的实验', sequence: '粘贴的序列', weights: '粘贴的权重' },
}
