/** Experiments of nets with layers, directions and attention. Their documents are fetched when they are asked for; the menu has their titles. */
export const netTitles = {
  'slots-both-ways-arrive': {
    en: 'Slots, both ways: Taipei is where I arrive',
    zh: '槽填充，双向：Taipei is where I arrive',
  },
  'slots-both-ways-leave': {
    en: 'Slots, both ways: Taipei is where I leave',
    zh: '槽填充，双向：Taipei is where I leave',
  },
  'slots-one-way-arrive': {
    en: 'Slots, one way: Taipei is where I arrive',
    zh: '槽填充，单向：Taipei is where I arrive',
  },
  'slots-one-way-leave': {
    en: 'Slots, one way: Taipei is where I leave',
    zh: '槽填充，单向：Taipei is where I leave',
  },
  stairs: { en: 'Two layers: count what the first one sees', zh: '两层网络：数出第一层看到的变化' },
  'mark-attention': { en: 'Attention finds the marked timestep', zh: '注意力找到被标记的时间步' },
  'mark-last': { en: 'The same layer without attention', zh: '同一层，没有注意力' },
} as const

const files = import.meta.glob<{
  readonly experiment: { readonly title: { readonly en: string; readonly zh: string } }
}>('../../experiments/nets/*.json', { import: 'default' })

/** The document of a net by its name; undefined where there is none. */
export const fetchNet = (name: string) =>
  Object.hasOwn(netTitles, name) ? files[`../../experiments/nets/${name}.json`]!() : undefined
