import type { Entry } from './entry.ts'
import { equationsWith, gatedDeltanet } from './gated-deltanet.ts'

/** Gated DeltaNet as it is often printed: the correction lacks its decay. */
export const gatedDeltanetMisprint = {
  ...gatedDeltanet,
  id: 'gated-deltanet-misprint',
  names: { en: 'gated DeltaNet (misprint)', zh: '门控 DeltaNet（误印）' },
  text: equationsWith('S[t-1] k             # correction: the value less what was there before the decay'),
  symbolsZh: { ...gatedDeltanet.symbolsZh, u: '修正量：值减去衰减之前的内容' },
  change: {
    en: 'The other print of gated DeltaNet: the value is compared with the memory as it was before it faded.',
    zh: '门控 DeltaNet 的另一种写法：值与衰减之前的记忆比较。',
  },
  experiment: 'gated-deltanet-misprint',
  question: {
    ask: {
      en: 'What does the print without α in the correction store?',
      zh: '修正量中漏写 α 的写法存下了什么？',
    },
    answer: {
      en: 'It takes away more than is there: with [[β]] = 1 the memory says [[v]] minus (1 − α) times the old answer. The column of A is off by half of its old value here, with the same weights and the same inputs as in the cell before.',
      zh: '它减去的比实际存有的更多：[[β]] = 1 时，记忆的回答是 [[v]] 减去 (1 − α) 倍的旧回答。权重和输入都与前一个细胞相同，A 的那一列却偏差了旧值的一半。',
    },
    beside: gatedDeltanet.question.beside,
    stage: {
      places: ['f4.S'],
      pointed: 'v@4[0]',
      says: {
        en: 'The same step as in the cell before: the column of A is not the new value.',
        zh: '与前一个细胞相同的一步：A 的那一列不是新值。',
      },
    },
  },
} as const satisfies Entry
