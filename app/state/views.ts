/** The views, and what an address may say about each beside the experiment: one table, read by the link, the menu and the page. */
export const views = {
  step: [],
  derive: ['of', 'form', 'depth', 'line'],
  routes: ['along', 'without', 'unit', 'k'],
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
    'layer',
    'extra',
    'at',
    'pick',
    'clip',
    'pair',
  ],
  train: [
    'task',
    'options',
    'nets',
    'net',
    'optimizer',
    'lr',
    'momentum',
    'decay',
    'norm',
    'epochs',
    'batch',
    'shuffle',
    'start',
    'precision',
    'patience',
    'losses',
  ],
  classics: [],
  questions: ['question'],
  paper: ['network', 'truncation', 'seeds', 'example'],
  path: ['station'],
} as const satisfies Record<string, readonly string[]>

export type View = keyof typeof views
export type Param = (typeof views)[View][number]

/** What can be enlarged in a view, one after the other; all: nothing is. */
export const panelsOf: Readonly<Record<View, readonly Panel[]>> = {
  step: ['all', 'strip', 'cell', 'equation'],
  derive: ['all'],
  routes: ['all'],
  slips: ['all'],
  compare: ['all', 'chart'],
  train: ['all'],
  classics: ['all'],
  questions: ['all'],
  paper: ['all'],
  path: ['all'],
}

export const panels = ['all', 'strip', 'cell', 'equation', 'chart'] as const
export type Panel = (typeof panels)[number]

/** The panel that is enlarged in the view that is open. */
export const panelIn = ({ view, panel }: { readonly view: View; readonly panel: Panel }): Panel =>
  panelsOf[view].includes(panel) ? panel : 'all'

export const viewIds = Object.keys(views) as readonly View[]

/** Which parameters exist, whichever view they belong to. */
export const params: ReadonlySet<string> = new Set(Object.values(views).flat())

/** A parameter that counts within what others say goes when one of those changes. */
const within: Readonly<Partial<Record<Param, readonly Param[]>>> = { line: ['of', 'form', 'depth'] }

/** The parameters that say nothing any more once this one has changed. */
export const dependents = (param: Param): readonly Param[] =>
  (Object.keys(within) as Param[]).filter((each) => within[each]?.includes(param))

/** Longer values are not taken from an address. */
export const longestParam = 12_000
