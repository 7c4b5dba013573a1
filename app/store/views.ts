/** The views, and what an address may say about each beside the experiment: one table, read by the link, the menu and the page. */
export const views = {
  step: [],
  derive: ['of', 'form', 'depth'],
  routes: ['without', 'unit', 'k'],
  slips: ['slip', 'kind', 'on'],
  compare: [
    'models',
    'hidden',
    'steps',
    'draws',
    'seed',
    'scale',
    'axis',
    'against',
    'state',
    'extra',
    'at',
    'pick',
    'clip',
    'pair',
  ],
  classics: [],
  questions: ['question'],
  paper: ['network', 'truncation', 'seeds', 'example'],
} as const satisfies Record<string, readonly string[]>

export type View = keyof typeof views
export type Param = (typeof views)[View][number]

export const viewIds = Object.keys(views) as readonly View[]

/** Which parameters exist, whichever view they belong to. */
export const params: ReadonlySet<string> = new Set(Object.values(views).flat())

/** Longer values are not taken from an address. */
export const longestParam = 2000
