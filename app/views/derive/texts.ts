import type { RuleId } from '../../../src/index.ts'
import type en from '../../words/en/derive.ts'
import { textsOf } from '../../words/texts.ts'

export type Form = 'scalar' | 'matrix'
export type Texts = typeof en

/** The sentence of a rule, in the words of what is derived: one element, or vectors and matrices. */
export const ruleIn = (texts: Texts, rule: RuleId, form: Form): string =>
  (form === 'scalar' && texts.scalarRules[rule]) || texts.rules[rule]

export const useTexts = textsOf(
  import.meta.glob<typeof en>('../../words/*/derive.ts', { eager: true, import: 'default' }),
)
