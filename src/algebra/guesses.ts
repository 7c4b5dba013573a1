/**
 * What a reader takes for granted where nothing decides, the surest first: of weights before that of what lines write. In the examples W, b
 * and s are known of nothing yet, x is a vector, i a number; s is written by a line, W and b are not.
 */
export const surest = [
  // b + x: the weight b is a vector as long as x
  'weightLikeArray',
  // W x: the weight W is a matrix
  'weightMatrix',
  // b + i: the weight b is a number
  'weightLikeNumber',
  // s[t-1] + x: the value s is a vector as long as x
  'valueLikeArray',
  // s[t-1] + i: the value s is a number
  'valueLikeNumber',
  // s[t-1] x: the value s is a matrix
  'valueMatrix',
  // s[t-1] + b: both have one shape, whatever it is
  'alike',
  // W s[t-1]: s, of which nothing is known, is a vector
  'openVector',
  // tanh(b): what stays open is a vector
  'vector',
] as const
/** What decides a shape by each of them; true: it has decided something. */
export type Guesses = Readonly<Partial<Record<(typeof surest)[number], () => boolean>>>
