/** The engine's only door. */
export { total } from './algebra/adjoint.ts'
export { compute, elementRef, indices, type Part, refsIn } from './algebra/element.ts'
export type { Equation } from './algebra/equation.ts'
export { evaluate, type Memory } from './algebra/evaluate.ts'
export { apply, type Expr, isApply, type Sym, substitute, symbol, symbolsIn } from './algebra/expression.ts'
export {
  elementName,
  gradientOf,
  ofGradient,
  symbolOf,
  withoutElement,
  withoutTime,
  writtenName,
} from './algebra/names.ts'
export { type CellOp, functionNames, givesVector, ops } from './algebra/ops.ts'
export type { Cancelling } from './algebra/precision.ts'
export {
  cancelling,
  computationOf,
  digitsOfChange,
  precisionOf,
  precisionOfSums,
} from './algebra/precision.ts'
export { authorFunctions } from './algebra/syntax.ts'
export { exprOf, largest, productsPart, type ScalarTerm, scalarTerms, termPart } from './algebra/terms.ts'
export { SyntaxMistake } from './algebra/tokens.ts'
export { namedSymbol, symbolsFace, symbolTree, type Writing } from './algebra/typeset.ts'
export { bindsIn, text } from './algebra/write.ts'
export { influences } from './ask/influences.ts'
export {
  type Check,
  checkAll,
  defaultStep,
  type Nudge,
  nudge,
  type Progress,
  stepErrors,
} from './ask/nudge.ts'
export {
  type Departure,
  departures,
  deviation,
  direct,
  dividable,
  type Routes,
  routesOf,
  stepOf,
  without,
} from './ask/routes.ts'
export { type Face, partTree, refTree } from './ask/say.ts'
export { comesFromAbove, type WayOut, type WaysOut, waysOut } from './ask/ways.ts'
export { why } from './ask/why.ts'
export {
  type CellChoice,
  cellOf,
  forgetBiasOf,
  hasConventions,
  libraryCellOf,
  nameOfCell,
  optionsIn,
  ownCellOf,
  storedOf,
  symbolNames,
} from './cell/cell-of.ts'
export { type Cell, compileCell } from './cell/compile.ts'
export { type Doubt, doubtsOf } from './cell/doubts.ts'
export { type Asked, type Entry, equationsOf } from './cell/library/entry.ts'
export { type FamilyId, familyIds, type LibraryId, library, libraryNames } from './cell/library/index.ts'
export { hasGiven } from './cell/losses.ts'
export type { Direction, Layer, Loss, Model, OwnCell, Problem, StateValue, Weights } from './cell/model.ts'
export { symbolOfNet, symbolText } from './cell/net-notation.ts'
export type { Network } from './cell/network.ts'
export { type NotationId, notationIds } from './cell/notations.ts'
export { optimizerEquations } from './cell/optimizer-equations.ts'
export {
  fieldsOf,
  type Optimizer,
  type OptimizerKind,
  type OptimizerRole,
  optimizerKinds,
  optimizerWith,
  ruleOf,
  settingOf,
} from './cell/optimizers.ts'
export { headTensors, placesOf, tensorShapes } from './cell/parameters.ts'
export { isEdited } from './cell/renamed.ts'
export { layersOf, sizesOfNet } from './cell/tracks.ts'
export { type UpdateStep, updateStepOf } from './cell/updates.ts'
export {
  bifurcation,
  errorFactor,
  errorFactorMaximum,
  fixedPoints,
  forgetTable,
  growth,
  halfLife,
  linearUnit,
  overflowStep,
  weakBound,
} from './decay/classics.ts'
export { contributions } from './decay/contributions.ts'
export { decay, decayOf, type Limit, limitsOf } from './decay/decay.ts'
export { type DecaySpec, documentOfDraw, drawn, networkOfChoice, probe } from './decay/draw.ts'
export { type Descent, descent, pascanu, surface, wall } from './decay/error-surface.ts'
export { carryOf, type Factor, isLinearIn, keptStates, stepFactors } from './decay/factors.ts'
export {
  block,
  type Jacobian,
  jacobian,
  product,
  productsTo,
  type Spectrum,
  spectrum,
  transported,
  upward,
} from './decay/jacobian.ts'
export {
  type Choice,
  type LayerChoice,
  layersIn,
  modelNamed,
  modelNames,
  modelOfLayers,
  mostLayers,
  nameOfModel,
  unusual,
} from './decay/models.ts'
export { norm, normsOf } from './decay/norm.ts'
export { cellPath, clipped, forgetProduct, truncated } from './decay/paths.ts'
export { presets } from './decay/presets.ts'
export { type Band, bandOf, bandsOf, quantile } from './decay/quantiles.ts'
export {
  type LayerState,
  layerStates,
  recurrentWeights,
  type StatePlace,
  statePlaces,
  statesOf,
} from './decay/states.ts'
export { type Derivation, type DeriveOptions, depths, derive } from './derive/derive.ts'
export type { Line } from './derive/lines.ts'
export { type RuleId, ruleIds } from './derive/rules.ts'
export { type Start, startIds, starts } from './derive/starts.ts'
export { targetNames, targetOf, timesOf } from './derive/target.ts'
export { type Answer, answerOf, toJson, weightGradients } from './experiment/answer.ts'
export { check } from './experiment/check.ts'
export {
  type Experiment,
  type ExperimentModel,
  formatOf,
  type Init,
  limits,
  modelOf,
  type Result,
  type Scaling,
  schemes,
  type Text,
} from './experiment/document.ts'
export {
  type Change,
  oneLayer,
  redrawn,
  reshaped,
  type Stack,
  withNumber,
  withWeights,
} from './experiment/edit.ts'
export { endsOf, type LossChange, shaped, withLoss } from './experiment/edit-loss.ts'
export { initialWeights } from './experiment/initial.ts'
export { listsOf, problemOf } from './experiment/problem.ts'
export { documentOf, readExperiment, tooLarge, writeExperiment } from './experiment/read.ts'
export { checkCell, readCell, writeCell } from './experiment/read-cell.ts'
export { roundedWeights } from './experiment/rounded.ts'
export { inUnits, scalingOf } from './experiment/scaling.ts'
export { csvOf, curvesCsv, rowsOfFrame, rowsOfTrace } from './export/csv.ts'
export {
  type DocumentLine,
  latexDocument,
  latexLines as documentLines,
  latexOf,
  latexOfLines,
  linesOfAll as documentLinesOfAll,
  markdown,
} from './export/latex.ts'
export { mathmlOfLines } from './export/mathml.ts'
export { trainingNotebook } from './export/notebook.ts'
export { pythonOf } from './export/python.ts'
export { type AssertedLosses, trainingPython } from './export/training.ts'
export {
  type Added,
  type AttentionPart,
  type Carried,
  type Fact,
  type Fixed,
  type Noun,
  type ReadBy,
  sentenceOf,
  type TextsOfFacts,
  type Thing,
  type Use,
} from './facts/fact.ts'
export { attentionPartOf, factsOf, gatesIn, nounIn, squashingOf } from './facts/facts.ts'
export type { Source } from './formats/content.ts'
export type { Into, Plan, Planned } from './formats/plan.ts'
export {
  type Decisions,
  type Option,
  type Preview,
  type PreviewCell,
  type PreviewColumn,
  type Question,
  type Said as Decided,
  type SaidTexts,
  type Setting,
  saidIn,
  whyIn,
} from './formats/said.ts'
export type { TrainsOn, TrainsWith } from './formats/train-on.ts'
export type { TrainingData } from './formats/training.ts'
/** The readers of files are large, and loaded when a file is opened. */
export const formats = () => import('./formats/open.ts')
export { english as englishOfFormats } from './formats/english.ts'
export { english, type Failure, failure } from './mistake/english.ts'
export {
  englishOfEquations,
  type TextsOfEquations,
  type Written as WrittenOtherwise,
} from './mistake/equations.ts'
export { englishOfFiles, type TextsOfFiles, weightEndings } from './mistake/files.ts'
export { type Mistake, type MistakeTexts, mistakeIn } from './mistake/mistake.ts'
export { meanOf } from './paper1997/summary.ts'
export { classes, symbols, temporalOrder } from './paper1997/task.ts'
export { type Progress as PaperProgress, published, type Settings, trainer } from './paper1997/train.ts'
export { markedAgainst, sameWriting } from './print/marked.ts'
export { mathmlOf } from './print/mathml.ts'
export { count } from './print/number.ts'
export { type SpeechWords, speechOf } from './print/speech.ts'
export { texOf } from './print/tex.ts'
export { textOf } from './print/text.ts'
export { equation, letter, mapTree, result, row, sameTree, sign, sumOver, type Tree } from './print/tree.ts'
export { slips } from './slips/gallery.ts'
export { formulasOf, judge, matching, shownOn, type Verdict } from './slips/judge.ts'
export { agrees, diagnose, misconceptions } from './slips/misconceptions.ts'
export { gradientsOf, type Slip } from './slips/slip.ts'
export { digits, fullValue, numberText, powerOfTen, raised, usualDigits } from './tensor/format.ts'
export { random } from './tensor/random.ts'
export { type Complex, largestSingularValue, modulus } from './tensor/spectrum.ts'
export { tensor, toLists, valueAt } from './tensor/tensor.ts'
export { type Completed, completedAt } from './trace/completed.ts'
export {
  type Formula,
  formulaOf,
  framesAsOne,
  type Reading,
  symbolsShown,
  writingOf,
} from './trace/formula.ts'
export type { Frame, Phase, Run, Trace } from './trace/frame.ts'
export { type Grain, grains, grainsOf, groupOf, ideaOf, stops } from './trace/grain.ts'
export { goesOn, jointOf } from './trace/joint.ts'
export {
  firstNonFinite,
  frameAt,
  frameOf,
  numberOf,
  parseRef,
  placeOf,
  refOfFrame,
  resultOf,
  runningSum,
  sendersOf,
  summed,
  symbolMeant,
  valuesOf,
} from './trace/name.ts'
export { isAboveBoth, isAboveLayers, isReadAlone, type NetTrack, runOfTrack, trackAt } from './trace/part.ts'
export { networkOf, record } from './trace/record.ts'
export { lossOf, runStates, withWeightGradients } from './trace/run.ts'
export { isOnce, type Section, sectionOf } from './trace/sections.ts'
export { type TrainedOn, trainedOn, updated } from './train/apply.ts'
export type { Item } from './train/batch.ts'
export { checkTraining, isChecked, readTraining } from './train/check.ts'
export { dataOf } from './train/data.ts'
export type { Data, Settings as TrainingSettings, TrainingDocument } from './train/document.ts'
export { predictedBy } from './train/free-running.ts'
export { type Engine, engineOf, type Sums } from './train/gradient.ts'
export { type Kept, keptOf } from './train/kept.ts'
export type { NotFinite } from './train/not-finite.ts'
export type { UpdateValues } from './train/optimizer.ts'
export { type TrainingRun, trainingRun } from './train/run.ts'
export {
  advanceShared,
  divided,
  inShares,
  type Port,
  type ShareAsked,
  shared,
  shareWorker,
  taskOf,
} from './train/share.ts'
export { type TaskName, taskNamed, taskNames, taskOptions } from './train/tasks/index.ts'
export type { Drawn } from './train/tasks/task.ts'
export { mostWindow, rewindowed } from './train/windows.ts'
export { writeTraining, writtenTraining } from './train/write.ts'
