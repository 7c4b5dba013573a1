import type { Term } from '../algebra/adjoint.ts'
import type { Memory } from '../algebra/evaluate.ts'
import type { Expr } from '../algebra/expression.ts'
import type { Problem } from '../cell/model.ts'
import type { Network } from '../cell/network.ts'
import type { Updates } from '../cell/updates.ts'

/** The four phases of a run, in their order. */
export type Phase = 'forward' | 'loss' | 'backward' | 'update'

/** What a frame computes: a symbol and the right-hand side that was evaluated, written relative to the timestep of the frame. */
export interface Assigned {
  /** C; d:C; d:W_f (what this timestep adds to the gradient of the weight); W_f' (the weight after an update) */
  readonly symbol: string
  readonly expr: Expr
  /** backward: what is added up, and who sent it; only the terms that exist at this timestep */
  readonly terms: readonly Term[]
  /** the symbol is a sum over all timesteps, and `expr` is what one timestep adds */
  readonly overTime: boolean
  /** the symbol has no time, though it is computed where the frame stands */
  readonly untimed?: true
  /** an untimed symbol that is the sum of `expr` over all timesteps, or the logarithm of the sum of its exponentials */
  readonly over?: 'sum' | 'logsumexp'
}

/** One assignment of the run. */
export interface Frame {
  readonly index: number
  readonly phase: Phase
  /** 1 … T; 0, and T + 1 against time, for the gradients of the initial state; null for the loss and the update, which belong to no timestep */
  readonly t: number | null
  readonly equation: Assigned
}

/** A frame before it has its place in the list. */
export type Step = Omit<Frame, 'index'>

/** A finished run: every value and every gradient. */
export interface Run {
  readonly problem: Problem
  readonly net: Network
  /** the number of timesteps */
  readonly T: number
  /** the values, by the names of the format without their time; tanhC and other silent parts too */
  readonly memory: Memory
  /** has timestep t a target, an output and a loss? */
  readonly hasLoss: (t: number) => boolean
}

/** What of a run the passes compute with: its equations and its values. */
export type Computed = Pick<Run, 'net' | 'memory' | 'T' | 'hasLoss'>

/** A run with a frame for every assignment. */
export interface Trace extends Run {
  readonly frames: readonly Frame[]
  readonly loss: number
  readonly learningRate: number
  /** what the update is made of */
  readonly updates: Updates
}
