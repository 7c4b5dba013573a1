/** 无论页面用哪种语言都要用到的词。 */
import type { Noun } from '../../../src/index.ts'

/** 符号按其作用的名称。 */
export const nouns: Readonly<Record<Noun, string>> = {
  forget: '遗忘门',
  input: '输入门',
  output: '输出门',
  update: '更新门',
  reset: '重置门',
  gate: '门',
  candidate: '候选记忆',
  proposal: '候选状态',
  cell: '细胞状态',
  memory: '矩阵记忆',
  normaliser: '归一化状态',
  state: '状态',
  hidden: '隐藏状态',
  data: '输入',
  below: '下面一层',
  value: '',
}

/** 粘贴内容的标题。 */
export const pasted = { sequence: '粘贴的序列', weights: '粘贴的权重' }
