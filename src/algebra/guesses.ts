/** What a reader takes for granted where nothing decides, the surest first: of weights before that of what lines write. */
export const surest = [
  'weightLikeArray',
  'weightMatrix',
  'weightLikeNumber',
  'valueLikeArray',
  'valueLikeNumber',
  'valueMatrix',
  'alike',
  'openVector',
  'vector',
] as const
/** What decides a shape by each of them; true: it has decided something. */
export type Guesses = Readonly<Partial<Record<(typeof surest)[number], () => boolean>>>
