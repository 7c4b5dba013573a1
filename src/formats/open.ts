/** What the page and the command line load when a file is opened. */
export { planner, planOf } from './plan.ts'
export { proofOf } from './proof.ts'
export { encodings } from './read/decode.ts'
export { decimalNames } from './table/numbers.ts'
export { drawnFor, sequencesIn, trainingOf, trainsOn } from './train-on.ts'
export { type TrainingData, trainingDataOf } from './training.ts'
export { toNpz, toSafetensors } from './write.ts'
