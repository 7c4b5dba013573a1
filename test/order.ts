import type { TestSequencer, TestSpecification } from 'vitest/node'

/** The files that take longest: the last one to begin keeps the other worker idle. */
const long = [
  ...[
    'app/gallery',
    'views/paper1997',
    'stage/ask',
    'stage/layout',
    'stage/links',
    'app/room',
    'stage/numbers',
  ],
  ...[
    'stage/steps',
    'app/parts',
    'views/compare-pair',
    'views/compare',
    'stage/stacks',
    'app/styles',
    'app/policy',
  ],
  ...[
    'algebra/digits',
    'trace/gradients',
    'export/python',
    'export/training',
    'paper1997/training',
    'print/frozen',
  ],
  ...['math/formula', 'derive/targets', 'take/sheet', 'derive/derive', 'derive/printed', 'shell/bounded'],
].map((name) => `/${name}.test.ts`)

/** Files in the order in which they begin: the longest first, whether or not this machine has run them before. */
export class LongestFirst implements TestSequencer {
  sort(files: TestSpecification[]): TestSpecification[] {
    const place = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((name) => moduleId.endsWith(name))
      return at < 0 ? long.length : at
    }
    return [...files].sort((a, b) => place(a) - place(b))
  }
  shard(files: TestSpecification[]): TestSpecification[] {
    return files
  }
}
