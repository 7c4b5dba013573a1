import { direct, routesOf, toJson } from '../index.ts'
import { fail, onlyFile } from './arguments.ts'

/** The gradient at C of every timestep, divided by route: `npm run -s routes -- FILE.json`. */
export function routesCommand(args: readonly string[]): string {
  const trace = onlyFile('routes', args)
  const { of, at } = routesOf(trace)
  if (of !== 'C') fail(`model.cell: expected lstm, which has a cell state, got ${trace.problem.model.cell}`)
  const C = at.map(({ k, full, parts }) => {
    const { [direct]: cellOnly, ...first } = parts
    const lists = Object.entries(first).map(([gate, part]) => [gate, Array.from(part)])
    return { k, full: Array.from(full), cellOnly: Array.from(cellOnly!), first: Object.fromEntries(lists) }
  })
  return toJson({ C })
}
