/**
 * The guesses that decide a shape where no rule does, the surest first; those about weights come before those about what lines write. In the
 * examples nothing is known yet of W, b and s, x is a vector, i a number; s is written by a line, W and b are not.
 */
export const surest = [
  // wᵀ x + b: b is no matrix, since a product with ᵀ in front of a vector is none
  'limited',
  // (wᵀ x) b: what stands left of b is a number, since it is no matrix
  'leftNumber',
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
/** A function for each guess; it answers true where it has decided a shape. */
export type Guesses = Readonly<Partial<Record<(typeof surest)[number], () => boolean>>>
