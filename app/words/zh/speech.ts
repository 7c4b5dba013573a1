/** 公式的读法。 */
import type en from '../en/speech.ts'

const end = (long: boolean, what: string) => (long ? ` ${what}结束` : '')

const zh: typeof en = {
  formula: '公式',
  words: {
    signs: {
      '+': '加',
      '−': '减',
      '=': '等于',
      '⊙': '逐元素乘',
      '⋅': '乘',
      '×': '乘',
      '⊘': '逐元素除以',
      '≥': '大于等于',
      '\u2062': '乘',
      '→': '到',
      '←': '反向',
      ';': '下接',
      '<': '小于',
      '>': '大于',
      ',': '，',
      '′': '撇',
      '⋯': '等等',
      '⋮': '等等',
      '⋱': '等等',
      '∞': '无穷大',
      '∂': '偏',
      '∑': '求和',
      '∏': '连乘',
      '⊤': '转置',
      α: '阿尔法',
      β: '贝塔',
      δ: '德尔塔',
      ϵ: '艾普西隆',
      η: '伊塔',
      ι: '约塔',
      σ: '西格玛',
      τ: '陶',
      ϕ: '斐',
      ω: '欧米伽',
    },
    negative: '负',
    open: { '(': '左括号', '[': '左方括号', '|': '竖线', '': '' },
    close: { ')': '右括号', ']': '右方括号', '|': '竖线', '': '' },
    index: (base, index, long) => `${base} 下标 ${index}${end(long, '下标')}`,
    upperIndex: (base, index, long) => `${base} 上标 ${index}${end(long, '上标')}`,
    ofLayer: (base, layer) => `第 ${layer} 层的 ${base}`,
    power: (base, power) => `${base} 的 ${power} 次方`,
    squared: (base) => `${base} 的平方`,
    transposed: (base) => `${base} 的转置`,
    accent: {
      tilde: (base) => `${base} 波浪号`,
      hat: (base) => `${base} 尖帽`,
      bar: (base) => `${base} 上横线`,
      right: (base) => `正向 ${base}`,
      left: (base) => `反向 ${base}`,
    },
    root: (of, long) => `根号 ${of}${long ? ' 根号结束' : ''}`,
    fraction: (above, below, long) =>
      long ? `分式 分子 ${above} 分母 ${below} 分式结束` : `${above} 除以 ${below}`,
    derivative: (of, by) => `${of} 对 ${by} 的偏导数`,
    over: (sign, index, to) =>
      `对 ${index.replace(' 等于 ', ' 从 ')}${to === undefined ? '' : ` 到 ${to}`} ${sign === '∑' ? '求和' : '连乘'}`,
    share: (of, t) => `${of} 中第 ${t} 时间步的部分`,
    route: (of, via) => `${of} 中经过 ${via} 的部分`,
    column: (entries) => `列向量 ${entries.join('；')}；列向量结束`,
    matrix: (rows) =>
      `矩阵 ${rows.map((row, i) => `第 ${i + 1} 行：${row.join('，')}`).join('；')}；矩阵结束`,
    shape: (of, shape) => `${of}，形状 ${shape}`,
  },
}

export default zh
