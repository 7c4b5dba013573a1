/** 细胞方程中的每一种错误：简体中文。 */
import type { TextsOfEquations, WrittenOtherwise } from '../../../src/index.ts'

const shaped = (shape: string): string => (shape === '[]' ? '一个数' : ` ${shape}`)
const expected = (what: string, got?: string): string =>
  got === undefined ? `应为${what}。` : `应为${what}，实为${got}。`

const writings: Readonly<Record<WrittenOtherwise, string>> = {
  square: '平方写作 a²。',
  transposed: '转置写作 Wᵀ。',
  power: 'e 的 a 次方写作 exp(a)，平方写作 a²。',
  root: '平方根写作 sqrt(a)。',
  absolute: '绝对值写作 abs(a)。',
  sum: '所有元素之和写作 sum(a)。',
  before: '前一步的值写作 h[t-1]。',
  names: '名称只含字母、数字和 _，例如 f_1。',
  line: '每个方程各占一行。',
  equals: '每行用 = 书写。',
  signs: '符号直接书写，例如 σ 和 ⊙。',
}

const hints = {
  none: '',
  transposed: '',
  vectors: '两个向量的乘积写作 u ⊙ v、uᵀ v 或 u vᵀ。',
  diag: '要让矩阵每行各有一个系数，写作 diag(v) A。',
}

export const equations: TextsOfEquations = {
  letterFirst: (_, got) => expected('以字母开头的名称', got),
  numberApart: (_, got) => expected('数，例如 0.9、8 或 1e-3，数与符号之间要有空格', got),
  symbolNumberOrOperation: ({ write }, got) =>
    `${expected('符号、数或运算', got)}${write ? writings[write] : ''}`,
  productSign: (_, got) => expected('乘积，用空格书写（W x），逐元素的用 ⊙ 或 *', got),
  symbol: (_, got) => expected('符号', got),
  equalsOrAdds: (_, got) => expected(' = 或 +=', got),
  equalsOrColon: (_, got) => expected(' = 或 :', got),
  mark: ({ mark }, got) => expected(`“${mark}”`, got),
  word: ({ word }, got) => expected(` ${word}`, got),
  joined: (_, got) => `${expected(' t-1', got)}乘以拼接向量的矩阵要分成两个：W x + U h[t-1]。`,
  letterOfSize: (_, got) => expected('表示大小的字母，例如 H', got),
  endOfLine: (_, got) => expected('行尾', got),
  atMostMatrix: (_, got) => expected('数 []、向量 [H] 或矩阵 [H, D]', got),
  operationOrEnd: (_, got) => expected('运算或行尾', got),
  depth: ({ most }, got) => expected(`至多 ${most} 层嵌套的运算`, got),
  vectorToMultiply: (_, got) => `${expected('与之相乘的向量', got)}(W - Wᵀ) v 写作 W v - Wᵀ v。`,
  factor: (_, got) => expected('因子', got),
  symbolNumberOrBracket: (_, got) => expected('符号、数或“(”', got),
  functionNamed: ({ name, names, near }, got) =>
    near
      ? `${expected('函数', got)}是否想写 ${near}(…)？`
      : `${expected(`函数（${names.join('、')}）`, got)}乘积要有空格：${name} (…)。`,
  bracketAfter: ({ name }, got) => expected(`函数 ${name} 之后的“(”`, got),
  operands: ({ n, name }, got) => expected(` ${name} 的${n === 1 ? '一个' : '两个'}运算对象`, got),
  knownSymbol: (_, got) => expected('已知的符号', got),
  equation: (_, got) => expected('方程', got),
  shape: ({ name, shape, found }) => expected(`${shaped(shape)}（${name} 的形状）`, shaped(found)),
  shapeHere: ({ shape, found }) => expected(`${shaped(shape)}（此处的形状）`, shaped(found)),
  sameShapes: ({ one, other, star }) =>
    `${expected('形状相同的两个运算对象', `${shaped(one)} 和${shaped(other)}`)}${star ? '矩阵与向量的乘积用空格书写：W x。' : ''}`,
  vector: ({ found }) => expected('向量', shaped(found)),
  matrixAfter: ({ name, found }) =>
    `${expected(` ${name}(…) 之后的矩阵`, shaped(found))}向量每个元素的系数写作 u ⊙ v。`,
  asManyRows: ({ one, other }) => expected('行数相同的向量和矩阵', `${shaped(one)} 和${shaped(other)}`),
  fits: ({ one, other, hint }) =>
    `${expected('大小相配的矩阵和向量', `${shaped(one)}${hint === 'transposed' ? '（转置）' : ''} 和${shaped(other)}`)}${hints[hint]}`,
  twoMatrices: () => '应为矩阵和向量，实为并列的两个矩阵。逐元素的乘积写作 A ⊙ B。',
  numberBefore: () => '矩阵之前应为一个数。并列的乘积从右算起：A u vᵀ 就是 A (u vᵀ)，加括号写成 (A u) vᵀ。',
  transposedProduct: () => '转置之后应有乘积：Wᵀ v、v kᵀ 或 uᵀ v。',
  notTransposed: () => '应为没有转置的向量。',
  beforeMatrix: ({ name }) => `${name}(…) 应写在矩阵之前。`,
  operation: ({ text }) => text,
  lines: ({ most }, got) => expected(`至多 ${most} 行`, got),
  lineLength: ({ most }, got) => expected(`每行至多 ${most} 个字符`, got),
  cellSymbol: ({ names }, got) => expected(`细胞自己的符号（${names.join('、')} 属于整个网络）`, got),
  cellSymbolOrX: ({ names }, got) => expected(`细胞自己的符号或 x（${names.join('、')} 属于整个网络）`, got),
  writtenOnce: ({ name, line }) => `每个符号只应写一次，“${name}”已在第 ${line} 行写过。`,
  declaredOnce: ({ name, line }) => `每个符号只应声明一次，“${name}”已在第 ${line} 行声明过。`,
  writesH: ({ as }) =>
    `应有一行写出 h，即细胞的输出，实际${as ? `写的是“${as}”。不写当前时间步：写作 h、x，前一步的值写作 h[t-1]。` : '没有。'}`,
  readByEquation: ({ name }) => `应为某个方程读取的符号，没有方程读取“${name}”。`,
  sizes: ({ letters }, got) => expected(`表示大小的字母（${letters.join('、')}）`, got),
  declarationOf: ({ letter }) => `应有一行声明用到大小 ${letter}，例如 A : [H, ${letter}]，实际没有。`,
  notFunction: ({ name }, got) => expected(`符号（${name} 是函数）`, got),
  notTime: (_, got) => expected('符号（t 是时间步）', got),
  notLayer: (_, got) => expected('不以 _l 加数字结尾的符号（那是层的写法）', got),
  notReverse: (_, got) => expected('不以 _reverse 结尾的符号', got),
  notOfNet: ({ name }, got) => expected(`细胞自己的符号（${name} 属于整个网络）`, got),
  hasBefore: ({ name, near }) =>
    `[t-1] 之前应为 x 或某一行写出的符号，“${name}”是权重。${near ? `是否想写 ${near}[t-1]？` : ''}`,
  writtenAbove: ({ name, line }) =>
    `应为上面某一行已写出的符号，“${name}”在第 ${line} 行才写出；它前一步的值是 ${name}[t-1]。`,
}
