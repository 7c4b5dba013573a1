import type { RuleId } from '../../src/index.ts'
import type en from '../language/en/derive.ts'
import { textsOf } from '../language/texts.ts'

export type Form = 'scalar' | 'matrix'
export type Texts = typeof en

/** The sentence of a rule, in the words of what is derived: one element, or vectors and matrices. */
export const ruleIn = (texts: Texts, rule: RuleId, form: Form): string =>
  (form === 'scalar' && texts.scalarRules[rule]) || texts.rules[rule]

export const useTexts = textsOf(
  import.meta.glob<typeof en>('../language/*/derive.ts', { eager: true, import: 'default' }),
)
