/** Experiments whose documents are fetched when they are asked for; the menu has their titles. */

/** Of nets with layers, directions and attention; made by experiments/recipes/nets.py. */
export const netTitles = {
  'slots-both-ways-arrive': {
    en: 'Slots, both ways: Taipei is where I arrive',
    zh: '槽填充，双向：Taipei is where I arrive',
  },
  'slots-both-ways-leave': {
    en: 'Slots, both ways: Taipei is where I leave',
    zh: '槽填充，双向：Taipei is where I leave',
  },
  'slots-one-way-arrive': {
    en: 'Slots, one way: Taipei is where I arrive',
    zh: '槽填充，单向：Taipei is where I arrive',
  },
  'slots-one-way-leave': {
    en: 'Slots, one way: Taipei is where I leave',
    zh: '槽填充，单向：Taipei is where I leave',
  },
  stairs: { en: 'Two layers: count what the first one sees', zh: '两层网络：数出第一层看到的变化' },
  'mark-attention': { en: 'Attention finds the marked timestep', zh: '注意力找到被标记的时间步' },
  'mark-last': { en: 'The same layer without attention', zh: '同一层，没有注意力' },
} as const

/** Of the cells of the library that have no options. */
export const cellTitles = {
  ugrnn: { en: 'UGRNN: an RNN with one gate', zh: 'UGRNN：加一个门的 RNN' },
  mgu: { en: 'MGU: keep a value with one gate', zh: 'MGU：用一个门保存数值' },
  janet: { en: 'JANET: the forget gate alone', zh: 'JANET：只用遗忘门' },
  indrnn: { en: 'IndRNN: fade, stay, grow', zh: 'IndRNN：衰减、保持、增长' },
  sru: { en: 'SRU: elementwise through time', zh: 'SRU：时间方向只有逐元素运算' },
  qrnn: { en: 'QRNN: a gate that sees two inputs', zh: 'QRNN：看到两个输入的门' },
  mingru: { en: 'minGRU: the way back is 1 − z', zh: 'minGRU：回路只有 1 − z' },
  minlstm: { en: 'minLSTM: only the ratio counts', zh: 'minLSTM：只有比值起作用' },
  slstm: { en: 'sLSTM: the largest key wins', zh: 'sLSTM：键最大者胜出' },
  mlstm: { en: 'mLSTM: what is stored where', zh: 'mLSTM：什么存在哪里' },
  retention: { en: 'Retention: attention as an RNN', zh: '保持机制：作为 RNN 的注意力' },
  deltanet: { en: 'DeltaNet: erase, then write', zh: 'DeltaNet：先擦除再写入' },
  'gated-deltanet': { en: 'Gated DeltaNet: fade, correct', zh: '门控 DeltaNet：先衰减再修正' },
  'gated-deltanet-misprint': { en: 'Gated DeltaNet as misprinted', zh: '门控 DeltaNet 的误印写法' },
  'selective-ssm': { en: 'Selective SSM: time stands still', zh: '选择性 SSM：让时间停住' },
  'rg-lru': { en: 'RG-LRU: short and long memory', zh: 'RG-LRU：短记忆与长记忆' },
  rotation: { en: 'Rotation: a memory that turns', zh: '旋转：会转动的记忆' },
} as const

interface Shipped {
  readonly experiment: { readonly title: { readonly en: string; readonly zh: string } }
}

const cells = import.meta.glob<Shipped>('../../experiments/*.json', { import: 'default' })
const nets = import.meta.glob<Shipped>('../../experiments/nets/*.json', { import: 'default' })

/** The titles of all that are fetched later, by name. */
export const laterTitles: Readonly<Record<string, Shipped['experiment']['title']>> = {
  ...netTitles,
  ...cellTitles,
}

/** The document of one of these by its name; undefined where it is none of them. */
export function fetchLater(name: string): Promise<Shipped> | undefined {
  if (Object.hasOwn(netTitles, name)) return nets[`../../experiments/nets/${name}.json`]!()
  return Object.hasOwn(cellTitles, name) ? cells[`../../experiments/${name}.json`]!() : undefined
}
