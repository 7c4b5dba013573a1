/** What every cell of the library says of itself, whether it has options or is a plain text. */

/** The same in both languages of the page. [[C-1]] is the symbol C at t − 1. */
export interface Said {
  readonly en: string
  readonly zh: string
}

/** The paper that a cell is from. */
export interface Paper {
  readonly authors: string
  readonly year: number
  readonly title: string
  /** its number at arXiv.org, where it is there */
  readonly arxiv?: string
}

/** Where a cell's question is answered: in its experiment, the first of these places that the run has. */
export interface Stage {
  readonly places: readonly string[]
  readonly view?: string
  readonly params?: Readonly<Record<string, string>>
  /** the number whose reason is opened */
  readonly why?: string
  /** the number that is pointed at */
  readonly pointed?: string
  /** what is seen there */
  readonly says: Said
}

/** The one question that a cell answers. */
export interface Asked {
  readonly ask: Said
  readonly answer: Said
  readonly stage: Stage
  /** experiments that are shown side by side; each shows those of `places` that its run has */
  readonly beside?: { readonly experiments: readonly string[]; readonly places: readonly string[] }
}

/** What every cell of the library says of itself. */
export interface Entry<Id extends string = string> {
  readonly id: Id
  /** what people call it; a document names it in English */
  readonly names: Said
  readonly paper: Paper
  /** the equations; a comment names its symbol for people */
  readonly text: string
  /** the same comments in Chinese, by symbol */
  readonly symbolsZh?: Readonly<Record<string, string>>
  /** letters of sizes besides D and H, with usual numbers */
  readonly sizes?: Readonly<Record<string, number>>
  /** what changes against the cell before */
  readonly change: Said
  /** the built-in experiment that shows what it is for */
  readonly experiment: string
  /** absent where the interviewer's questions ask of it already */
  readonly question?: Asked
}

/** The equations of a cell as a document holds them: a line each, without the margin of the source. */
export const equationsOf = ({ text }: Pick<Entry, 'text'>): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
