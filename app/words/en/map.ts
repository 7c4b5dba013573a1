/** The words of the map of a net, of its layers and of what is above them. */
export const map = {
  title: 'The whole net',
  track: (layer: number, reverse: boolean) => `layer ${layer} ${reverse ? '←' : '→'}`,
  tracks: (from: number, to: number, reverse: boolean) => `layers ${from}–${to} ${reverse ? '←' : '→'}`,
  /** in little room: the one layer, which way time runs where it does so both ways, and a section in full */
  layer: 'layer',
  timeRuns: (reverse: boolean) => `t ${reverse ? '←' : '→'}`,
  inFull: (from: number, to: number, reverse: boolean) =>
    `${from === to ? `layer ${from}` : `layers ${from}–${to}`}, ${reverse ? 'against' : 'along'} time`,
  cell: (layer: number, reverse: boolean, t: number) =>
    `Layer ${layer}${reverse ? ', against time' : ''}, t = ${t}`,
  attention: 'attention',
  attentionCell: (t: number) => `Attention, t = ${t}`,
  size: (n: string) => `size ${n}`,
  /** the boxes of the drawing that lead on */
  goals: 'Where what this layer says goes on',
  /** what the box of a goal of a layer leads to */
  goTo: (label: string, t: number) => `Go to: ${label}, t = ${t}`,
}
