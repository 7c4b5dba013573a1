/** The scene of each question: the experiment, the place in its run, what is pointed at. */
import { type Asked, type Entry, frameAt, type Grain, type NotationId } from '../../../src/index.ts'
import { builtIn } from '../../state/experiments.ts'
import type { Session } from '../../state/session.ts'
import { type Param, params, type View, viewIds } from '../../state/views.ts'
import type en from '../../words/en/questions.ts'

export type QuestionId = keyof (typeof en)['questions']

export interface Scene {
  /** a built-in experiment; without it the current one */
  readonly experiment?: string
  /** the first of these that the run has */
  readonly places: readonly string[]
  readonly grain?: Grain
  readonly view?: View
  readonly params?: Readonly<Partial<Record<Param, string>>>
  readonly notation?: NotationId
  readonly pointed?: string
  /** the number whose reason is opened */
  readonly why?: string
  /** experiments that the answer shows side by side */
  readonly beside?: Asked['beside']
}

export const scenes: Readonly<Record<QuestionId, Scene>> = {
  vanishing: { experiment: 'store-and-ask', places: ['b4.C'], pointed: 'd:C@4[0]' },
  squashing: { experiment: 'store-and-ask', places: ['f2.C'], pointed: 'g@2[0]' },
  parameters: { places: ['f1.a_i', 'f1.a_r', 'f1.a', 'f1.a_f'], grain: 'assignment' },
  gru: { experiment: 'store-and-ask-gru', places: ['f7.h'], pointed: 'z@7[0]' },
  forgetBias: {
    experiment: 'store-and-ask',
    places: ['f4.a_f'],
    grain: 'assignment',
    pointed: 'b_f[0]',
  },
  keep: { experiment: 'store-and-ask', places: ['f4.C'], pointed: 'f@4[0]' },
  twoBiases: {
    experiment: 'slot-filling-arrive',
    places: ['u.b_f'],
    grain: 'assignment',
    notation: 'pytorch',
    pointed: "b_f'[0]",
  },
  states: { experiment: 'store-and-ask', places: ['f4.h'], pointed: 'h@4[0]' },
  justF: { experiment: 'weather', places: ['b4.C'], view: 'routes', params: { unit: '0', k: '3' } },
  overTime: {
    experiment: 'by-hand',
    places: ['b1.W_i'],
    grain: 'assignment',
    pointed: 'd:W_i@1+[0,0]',
  },
  directions: {
    experiment: 'slots-both-ways-leave',
    places: ['b2.h_reverse'],
    pointed: 'd:h_reverse@2[0]',
    beside: {
      experiments: [
        'slots-both-ways-arrive',
        'slots-both-ways-leave',
        'slots-one-way-arrive',
        'slots-one-way-leave',
      ],
      places: ['f1.p'],
    },
  },
  layers: { experiment: 'stairs', places: ['b6.h'], pointed: 'd:h@6[0]' },
  attention: {
    experiment: 'mark-attention',
    places: ['f3.alpha'],
    pointed: 'alpha@3',
    beside: { experiments: ['mark-attention', 'mark-last'], places: ['f12.y'] },
  },
}

export const questionIds = Object.keys(scenes) as readonly QuestionId[]

/** The scene of a cell of the library, which knows views and their parameters by name alone. */
export function sceneOf({ experiment, question: { stage } }: Entry & { readonly question: Asked }): Scene {
  const { places, view, why, pointed } = stage
  const known = Object.entries(stage.params ?? {}).filter(([name]) => params.has(name as Param))
  return {
    experiment,
    places,
    view: viewIds.find((id) => id === view) ?? 'step',
    params: Object.fromEntries(known),
    ...(why === undefined ? {} : { why }),
    ...(pointed === undefined ? {} : { pointed }),
  }
}

/** Opens a scene; what it does not say stays as it is. */
export function show(session: Session, scene: Scene): void {
  const { experiment, places, grain = 'idea', view = 'step', notation, pointed = null, why } = scene
  if (experiment !== undefined && session.get().name !== experiment) session.open(builtIn(experiment)!)
  const frame = places.map((place) => frameAt(session.trace(), place)).find((found) => found !== undefined)
  if (frame) session.goTo(frame.index)
  const { without: _, unit: __, k: ___, ...others } = session.get().params
  if (scene.params) session.setParams({ ...others, ...scene.params })
  if (notation) session.setReading({ notation })
  session.openView(view)
  session.stopAsking()
  session.shrink()
  session.stopCovering()
  session.setGrain(grain)
  session.point(pointed)
  if (why !== undefined) session.askWhy(why)
}
