/** The usual height of letters in the drawing, in its own units. */
export const usualLetter = 12

/** The size of a drawing of usual width and height, in its own units. */
export const usualSize = [1040, 600] as const
