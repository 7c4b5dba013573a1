/** The usual height of letters in the drawing, in its own units. */
export const usualLetter = 12
