/** Curves as the letters of a path; where a number has no place on the axes the curve is interrupted. */
import { area, line } from 'd3-shape'

type HeightAt = (index: number) => number | undefined

export function curvePath(count: number, x: (index: number) => number, y: HeightAt): string {
  return (
    line<number>()
      .defined((i) => y(i) !== undefined)
      .x(x)
      .y((i) => y(i)!)
      .digits(1)(indices(count)) ?? ''
  )
}

export function bandPath(count: number, x: (index: number) => number, low: HeightAt, high: HeightAt): string {
  return (
    area<number>()
      .defined((i) => low(i) !== undefined && high(i) !== undefined)
      .x(x)
      .y0((i) => low(i)!)
      .y1((i) => high(i)!)
      .digits(1)(indices(count)) ?? ''
  )
}

const indices = (count: number) => Array.from({ length: count }, (_, i) => i)

/** Lines that are told apart without colour: one pattern for each place in a list. */
export const dashes: readonly string[] = ['', '9 4', '2.5 3', '12 3 2.5 3', '6 2.5', '14 4 2.5 3 2.5 3']
