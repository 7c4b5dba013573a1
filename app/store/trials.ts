/** Trials of the paper's experiment: they go on while another view is open, and their results stay while the page is open. */
import { create } from 'zustand'
import type { Settings, Training } from '../../src/index.ts'

export interface Point {
  readonly sequences: number
  readonly error: number
  /** the share of the last 2,000 sequences that was wrong */
  readonly wrong: number
}

export interface Trial {
  readonly settings: Settings
  readonly state: 'waiting' | 'running' | 'paused' | 'solved' | 'unsolved' | 'failed'
  readonly progress: Training | null
  readonly history: readonly Point[]
  /** of 2,560 fresh sequences, once it is solved or given up */
  readonly wrong: number | null
  readonly seconds: number
}

interface State {
  readonly trials: readonly Trial[]
}

export const useTrials = create<State>()(() => ({ trials: [] }))

export const sameTrial = (a: Settings, b: Settings) =>
  a.network === b.network && a.gradient === b.gradient && a.seed === b.seed

export function putTrial(settings: Settings, change: Partial<Trial>): void {
  useTrials.setState(({ trials }) => ({
    trials: trials.map((each) => (sameTrial(each.settings, settings) ? { ...each, ...change } : each)),
  }))
}

export function addTrial(settings: Settings): void {
  const trial: Trial = { settings, state: 'waiting', progress: null, history: [], wrong: null, seconds: 0 }
  useTrials.setState(({ trials }) => ({
    trials: [...trials.filter((each) => !sameTrial(each.settings, settings)), trial],
  }))
}

export function dropTrial(settings: Settings): void {
  useTrials.setState(({ trials }) => ({
    trials: trials.filter((each) => !sameTrial(each.settings, settings)),
  }))
}
