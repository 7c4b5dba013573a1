import { expect, test } from 'vitest'
import { derive, numberOf, problemOf, record, targetNames, targetOf, timesOf } from '../../src/index.ts'
import { experimentOf, nets } from '../support/cases.ts'

test('what can be chosen to derive is what can be derived: every symbol, every timestep, and no other', () => {
  for (const each of nets.filter(({ name }) => !/long|stack-(gru|lstm|rnn)/.test(name))) {
    const trace = record(problemOf(experimentOf(each)))
    const names = targetNames(trace)
    expect(names, each.name).toContain(trace.net.states[0])
    for (const name of names) {
      const times = timesOf(trace, name)
      const element = `[${trace
        .memory(name)
        .shape.map(() => 0)
        .join()}]`.replace('[]', '')
      for (let t = -1; t <= trace.T + 1; t++) {
        const ref = `d:${name}@${t}${element}`
        expect(targetOf(trace, ref).ok, `${each.name} ${ref}`).toBe(times.includes(t))
      }
      const whole = trace.memory(name).timed ? `d:${name}@${times.at(-1)}` : `d:${name}`
      const found = derive(trace, `${whole}${element}`)
      if (!found.ok) throw new Error(found.error)
      const wanted = numberOf(trace, `${whole}${element}`)
      if (wanted !== undefined)
        expect(Math.abs(found.value.lines.at(-1)!.value - wanted)).toBeLessThanOrEqual(
          1e-9 * (1 + Math.abs(wanted)),
        )
    }
    for (const { symbol, silent } of [...trace.net.cell, ...trace.net.head])
      if (!names.includes(symbol) && !silent)
        expect(targetOf(trace, `d:${symbol}@${trace.T}[0]`).ok, `${each.name} ${symbol}`).toBe(false)
  }
})
