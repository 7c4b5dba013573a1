/**
 * The hard sigmoid of Keras 1 and 2: 0.2 a + 0.5, cut to 0 … 1; its slope is 0.2 for −2.5 < a ≤ 2.5. (PyTorch's is another: a/6 + ½.)
 * Of the two pieces the second is what lies above 1.
 */
export const hardSigmoid = (a: string): string => `relu(0.2 ${a} + 0.5) - relu(0.2 ${a} - 0.5)`

/** What squashes a gate: σ, or the hard sigmoid. */
export type GateActivation = 'sigmoid' | 'hard-sigmoid'
export const gateActivations: readonly GateActivation[] = ['sigmoid', 'hard-sigmoid']

/** The equations of gates that are squashed so; nothing for σ, as which they are written. */
export const gatesAs = (activation: GateActivation, gates: readonly string[]): string =>
  activation === 'sigmoid' ? '' : gates.map((q) => `${q} = ${hardSigmoid(`a_${q}`)}`).join('\n')
