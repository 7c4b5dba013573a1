/** What is told of a link that cannot be read as it stands, by what is wrong. */

type Text = string

const quoted = (texts: readonly Text[]): Text => texts.map((text) => `“${text}”`).join(', ')

export const troubles = {
  name: (details: readonly string[]): Text =>
    `The link names an experiment that does not exist: ${quoted(details)}. This is the first one.`,
  data: (): Text => 'The link is damaged: its experiment cannot be unpacked. This is the first one.',
  compression: (): Text =>
    'This browser cannot unpack the experiment of this link (it lacks DecompressionStream). Ask for the file, or use a newer browser. This is the first experiment.',
  large: ([megabytes]: readonly string[]): Text =>
    `The experiment in the link is larger than ${megabytes} MB and was not unpacked. This is the first one.`,
  document: ([mistake]: readonly string[]): Text => `The experiment in the link has a mistake. ${mistake}`,
  place: (details: readonly string[]): Text =>
    `The link names a step that this run does not have: ${quoted(details)}.`,
  setting: (details: readonly string[]): Text =>
    `The link sets what is not known: ${quoted(details)}. The rest of it is used.`,
  local: (): Text =>
    'The link is to an experiment that this browser does not keep: it is too large for a link. Ask for its file.',
  unkept: (): Text =>
    'This experiment is too large for a link, and the browser does not keep it: a reload would lose it. Save it as a file.',
  training: ([mistake]: readonly string[]): Text =>
    `The training document in the link has a mistake. ${mistake} The usual settings stand in its place.`,
  trainingData: (): Text =>
    'The training document in the link is damaged or cannot be unpacked here. The usual settings stand in its place.',
  trainingFile: (): Text =>
    'The training document is too large for a link. Ask for its file and open it here; until then the usual settings stand in its place.',
}
