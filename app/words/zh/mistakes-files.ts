/** 带来的文件中的错误：简体中文。 */
import { type TextsOfFiles, weightEndings } from '../../../src/index.ts'

const expected = (what: string, got?: string): string =>
  got === undefined ? `应为${what}。` : `应为${what}，实为${got}。`

export const ofFiles: TextsOfFiles = {
  numberRows: (_, got) => expected('若干行数', got),
  number: (_, got) => expected('数', got),
  matrix: (_, got) => expected('矩阵', got),
  blocks: ({ rows }, got) => expected(` 1、3 或 4 块，每块 ${rows} 行（RNN、GRU、LSTM）`, got),
  wholePrint: () => '输出中有“...”，省略了一些数：请输出全部的数。',
  knownFile: (_, got) => expected(`表格、文本、实验或权重（${weightEndings.join('、')}）`, got),
  knownJson: (_, got) =>
    expected('JSON 中的表格（对象的列表，或长度相同的几个列表）、数的列表、带名称的权重或实验', got),
  knownText: (_, got) =>
    expected('有一列数的表格、每行一个词和标注、带类别的句子，或至少 20 个字母的文本', got),
  numberColumn: (_, got) => expected('有一列数的表格，或一列文字配一列类别', got),
  intact: ({ what }, got) => expected(`完整的文件（${what}）`, got),
  spreadsheet: () => '不能读取电子表格文件：请另存为 CSV，或复制单元格后粘贴。',
  alphabet: ({ most }) => `全部序列中不同的词或字符最多 ${most} 个，因为每一个都是一个输入。`,
  oneText: () => '每行是一个句子和它的译文，实验无法表达：请只留其中一列。',
  noCode: ({ name }) => `只应有数据，文件却要调用 ${name}，这里不执行。`,
  stateDict: ({ name, code }) =>
    `应为 state_dict，实为整个模块（${name}），它的代码这里不执行；请在 Python 中保存权重${code === '' ? '：' : `：${code}。`}`,
  noProjection: () => '尚不支持状态的投影（proj_size）。',
  tooLarge: ({ most, fits }, got) =>
    `${expected(`至多 ${most} 个输入、单元和输出（它们都要显示）`, got).replace(/。$/, '')}；${fits.length > 0 ? `请改选模块 ${fits.join('、')}` : `要看它运行，请训练一个较小的网络，例如 hidden_size 取 ${most / 4}`}。`,
  unsupported: ({ what }) => `尚不支持 ${what}。`,
  outside: ({ file }) => `它的数存放在另一个文件（${file}）中：请把模型连同数一起存成一个文件。`,
  shapeOf: ({ shape }, got) => expected(`形状为 ${shape} 的张量`, got),
  weightsInside: ({ ending }) => `从名字（${ending}）看应是权重，内容却不是：它是别的文件，或已损坏。`,
  cellInside: (_, got) => expected('循环层（RNN、LSTM 或 GRU）的权重', got),
  activation: ({ name, names }) => `激活函数应为 ${names.join('、')} 之一，实为 ${name}。`,
  oneDirection: (_, got) => expected('两个方向的输出并列（merge_mode "concat"）', got),
  manifest: ({ names }) => `应同时打开它所列的文件：${names.join('、')}。`,
  filesOfKinds: (_, got) =>
    expected('每类文件一个（权重、数据、实验），或列相同、行数相同的几个数据文件', got),
  notEmpty: () => '文件是空的，应有内容。',
  width: ({ n }, got) => expected(`每行 ${n} 个数，与模型的输入一致`, got),
  rowsOfFile: ({ to }, got) => expected(` 1～${to} 之间的行 a..b`, got),
  columnOfFile: ({ names }, got) => expected(`这些列之一：${names.join('、')}`, got),
  optionWords: ({ words }, got) => expected(` ${words.join('、')} 之一`, got),
  twoRows: (_, got) => expected('至少一个完整的行', got),
  scalingList: (_, got) => expected('缩放过的列的列表', got),
  notZero: (_, got) => expected('不为 0 的数', got),
}
