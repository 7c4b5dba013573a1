/** Weights given back are read again number for number, here and by NumPy. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Experiment, formats, problemOf } from '../../src/index.ts'
import { builtInNamed, fileOf, plan } from '../support/opened.ts'

const { toNpz, toSafetensors } = await formats()
const folder = mkdtempSync(join(tmpdir(), 'unrolled-write-'))

const cases: Readonly<Record<string, () => Promise<Experiment>>> = {
  lstm: async () => builtInNamed('sine'),
  gru: async () => builtInNamed('store-and-ask-gru'),
  peephole: async () => builtInNamed('peephole'),
  'two layers, both directions': async () => (await plan(fileOf('test/models/bilstm2.pt'))).experiment,
}

test.each(Object.entries(cases))('%s: a round trip by safetensors and by npz', async (_, make) => {
  const experiment = await make()
  const { weights } = problemOf(experiment)
  for (const [name, write] of [
    ['w.safetensors', toSafetensors],
    ['w.npz', toNpz],
  ] as const) {
    const found = await plan({ name, bytes: write(weights) })
    const again = problemOf(found.experiment).weights
    expect(Object.keys(again).sort()).toEqual(Object.keys(weights).sort())
    for (const [key, { shape, data }] of Object.entries(weights)) {
      expect(again[key]!.shape).toEqual(shape)
      expect([...again[key]!.data]).toEqual([...data])
    }
  }
})

const hasNumpy = (() => {
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import numpy'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

test.runIf(hasNumpy)('NumPy reads the file', () => {
  const { weights } = problemOf(builtInNamed('sine'))
  const path = join(folder, 'w.npz')
  writeFileSync(path, toNpz(weights))
  const code =
    'import json, sys, numpy; f = numpy.load(sys.argv[1]); print(json.dumps({k: [list(f[k].shape), f[k].ravel().tolist()] for k in f.files}))'
  const read = JSON.parse(execFileSync('/usr/bin/python3', ['-c', code, path], { encoding: 'utf8' }))
  for (const [key, { shape, data }] of Object.entries(weights)) expect(read[key]).toEqual([shape, [...data]])
})
