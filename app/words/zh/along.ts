/** 导出：简体中文。 */
import type en from '../en/along.ts'

const zh: typeof en = {
  figure: {
    take: '导出',
    link: '本页地址可以重现这张图。',
    cannotSave: '图片未能生成。',
  },
  title: '导出',
  formula: '这一步的公式（点按钮复制）',
  symbols: '符号',
  numbers: '代入数值',
  table: '数值表（CSV）',
  thisStep: '这一步',
  wholeRun: '整个运行',
  drawing: '细胞图',
  noDrawing: '请在“逐步”视图中显示细胞图，再保存。',
  python: '重建实验并核对每个梯度的 PyTorch 程序',
  weights: '权重，按 PyTorch 的名称',
  weightsAway: '无法取得写文件的程序：服务器没有响应。',
  print: '打印讲义',
  printWhat: '步骤',
  printSteps: { idea: '这一步', timestep: '这个时间步', all: '整个运行' },
  exercises: (chosen, offered) => `练习：已选 ${chosen} 步，共 ${offered} 步`,
  noSteps: '请选择运行的一部分，并至少选一步。',
  printHow: '结果',
  printKinds: { numbers: '带数值', blanks: '留空填写' },
  room: '演算空间',
  rooms: { none: '无', lines: '几行', half: '三分之一页' },
  who: '每个学生用各自的数值',
  whoHint:
    '填写种子范围（如 1-20），或用逗号分隔的姓名：每人得到一位小数的权重（±0.1 到 ±0.9），同一种子或姓名的权重总是相同。留空：打印一份，使用页面上的数值。',
  whoWrong: {
    many: (count) => `一次最多 60 个学生，这里有 ${count} 个。`,
    range: (range) => `种子范围 ${range} 的顺序反了：请把较小的写在前面。`,
    twice: (name) => `“${name}”出现了两次。`,
    long: (name) => `姓名“${name}”太长：请用逗号分隔姓名。`,
  },
  printNow: '打印',
  printKey: '打印答案',
  keyOf: (title) => `答案：${title}`,
  name: '姓名',
  tooMany: (count, most) => `共 ${count} 步：打印前 ${most} 步。`,
  failed: '图片生成失败。',
}
export default zh
