/** 导出：简体中文。 */
import type en from '../en/along.ts'

const zh: typeof en = {
  title: '导出',
  formula: '这一步的公式（LaTeX）',
  symbols: '符号',
  numbers: '代入数值',
  copied: '已复制。',
  table: '数值表（CSV）',
  thisStep: '这一步',
  wholeRun: '整个运行',
  drawing: '细胞图',
  noDrawing: '请在“逐步”视图中显示细胞图，再保存。',
  python: '重建实验并核对每个梯度的 PyTorch 程序',
  print: '打印讲义',
  printWhat: '步骤',
  printSteps: { idea: '这一步', timestep: '这个时间步', phase: '这个阶段', all: '整个运行' },
  printHow: '结果',
  printKinds: { numbers: '带数值', blanks: '留空填写，答案另页' },
  printNow: '打印',
  answers: '答案',
  tooMany: (count, most) => `共 ${count} 步：打印前 ${most} 步。`,
  failed: '图片生成失败。',
}
export default zh
