/** The lines of NumPy and PyTorch beside a formula: each is run, and gives the value of its frame. */
import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import type { Trace } from '../../src/index.ts'
import { toLists, valueAt } from '../../src/tensor/tensor.ts'
import { codeName, codeOf } from '../../src/trace/code.ts'
import type { Frame } from '../../src/trace/frame.ts'
import { losses, nets, runOf, written } from '../support/cases.ts'
import { because, python } from '../support/python.ts'

type Lists = ReturnType<typeof toLists>

/** A line with the values that it reads by their names in code, and what it must give. */
interface Line {
  readonly code: string
  readonly reads: Readonly<Record<string, Lists>>
  readonly gives: Lists
}

const libraries = ['numpy', 'torch'] as const

function lineOf(trace: Trace, { equation, t }: Frame, library: (typeof libraries)[number]): Line {
  const reads: Record<string, Lists> = {}
  const nameOf = (name: string, dt: number | null) => {
    const memory = trace.memory(name)
    const called = codeName(name, dt)
    reads[called] = toLists(valueAt(memory, memory.timed ? (t ?? 0) + (dt ?? 0) : 0))
    return called
  }
  const code = codeOf(trace, equation.expr, library, nameOf, t ?? undefined)
  const result = trace.memory(equation.symbol)
  return { code, reads, gives: toLists(valueAt(result, result.timed ? (t ?? 0) : 0)) }
}

const program = `import json, sys
import numpy as np
library = sys.argv[1]
if library == "torch":
    import torch
wrong = []
for line in json.load(sys.stdin):
    reads = {}
    for name, value in line["reads"].items():
        # A class is an index.
        known = value if name == "target" and isinstance(value, int) else np.array(value, dtype=float)
        reads[name] = torch.tensor(known) if library == "torch" and not isinstance(known, int) else known
    try:
        got = np.array(eval(line["code"], {"np": np, library: sys.modules[library]}, reads), dtype=float)
        if not np.allclose(got, np.array(line["gives"], dtype=float), rtol=1e-9, atol=1e-12):
            wrong.append(f"{line['code']}: {got.tolist()}, expected {line['gives']}")
    except Exception as error:
        wrong.append(f"{line['code']}: {type(error).__name__}: {error}")
print(json.dumps(sorted(set(wrong))[:8]))`

const finite = (of: Lists): boolean => [of].flat(2).every(Number.isFinite)

/** The lines of all cases, each once for its code: the frames with all that they read. */
function linesOf(library: (typeof libraries)[number]): Line[] {
  const found = new Map<string, Line>()
  for (const each of [...nets.filter(({ name }) => name !== 'lstm-long'), ...losses, ...written]) {
    const trace = runOf(each)
    for (const frame of trace.frames) {
      // Of a sum over the timesteps the line is one that Python cannot run: “for t in steps”.
      const { overTime, over } = frame.equation
      if (overTime || over || frame.phase === 'update') continue
      const line = lineOf(trace, frame, library)
      if (!found.has(line.code) && finite(line.gives) && Object.values(line.reads).every(finite))
        found.set(line.code, line)
    }
  }
  return [...found.values()]
}

describe.skipIf(!python)(`code beside formulas${because}`, () => {
  test.each(libraries)('%s gives the values of the frames', (library) => {
    const lines = linesOf(library)
    expect(lines.length).toBeGreaterThan(200)
    const { stdout, stderr } = spawnSync(python!, ['-c', program, library], {
      input: JSON.stringify(lines),
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual([])
  })
})
