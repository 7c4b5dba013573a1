/** Texts as people have them: tokens with tags, sentences with a class, names; translations are refused. */
import { expect, test } from 'vitest'
import { lines, opened, plan, textOf } from '../support/opened.ts'

interface Text {
  readonly file: readonly string[]
  /** what the timesteps read */
  readonly steps: readonly string[]
  /** the classes at the timesteps, or the one at the end */
  readonly classes: readonly string[]
  readonly said?: string
}

const read: Readonly<Record<string, Text>> = {
  'four columns of CoNLL': {
    file: ['-DOCSTART- -X- -X- O', '', 'Ann NNP B-NP B-PER', 'reads VBZ B-VP O', '', 'Bob NNP B-NP B-PER'],
    steps: ['Ann', 'reads'],
    classes: ['B-PER', 'O'],
  },
  'numbered tokens of CoNLL-U': {
    file: [
      '# text = Ann reads.',
      '1\tAnn\tAnn\tPROPN\tNNP\t_\t2\tnsubj\t_\t_',
      '2\treads\tread\tVERB\tVBZ\t_\t0\troot\t_\t_',
      '3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_',
    ],
    steps: ['Ann', 'reads', '.'],
    classes: ['PROPN', 'VERB', 'PUNCT'],
  },
  'numbered tokens with two columns of tags': {
    file: ['#\thttp://a', '1\tDie\tO\tO', '2\tFirma\tB-ORG\tO', '3\tbaut\tO\tO'],
    steps: ['Die', 'Firma', 'baut'],
    classes: ['O', 'B-ORG', 'O'],
  },
  'a line of tokens beside a line of tags and an intent': {
    file: ['BOS fly from boston EOS\tO O O B-from atis_flight', 'BOS show fares EOS\tO O O atis_airfare'],
    steps: ['fly', 'from', 'boston'],
    classes: ['O', 'O', 'B-from'],
  },
  'token:TAG, and an intent behind': {
    file: ['fly:O from:O boston:B-from <=> flight', 'show:O fares:O <=> airfare'],
    steps: ['fly', 'from', 'boston'],
    classes: ['O', 'O', 'B-from'],
  },
  'token/tag': {
    file: ['The/at jury/nn said/vbd', 'a/at jury/nn of/in one/cd'],
    steps: ['The', 'jury', 'said'],
    classes: ['at', 'nn', 'vbd'],
  },
  'token/tag in Chinese, with names in brackets': {
    file: ['迈向/v  充满/v  [中央/n  电台/n]nt', '新/a  的/u  世纪/n'],
    steps: ['迈向', '充满', '中央', '电台'],
    classes: ['v', 'v', 'n', 'n'],
  },
  'a table of words and tags': {
    file: [
      'Sentence #,Word,POS,Tag',
      'Sentence: 1,Ann,NNP,B-per',
      ',reads,VBZ,O',
      'Sentence: 2,Bob,NNP,B-per',
    ],
    steps: ['Ann', 'reads'],
    classes: ['B-per', 'O'],
  },
  'a label, a tab and a text with marks of quotation': {
    file: ['ham\tsay "so early', 'spam\tfree entry now', 'ham\tok then'],
    steps: ['say', '"', 'so', 'early'],
    classes: ['ham'],
  },
  'a text and its class among other columns': {
    file: ['PhraseId\tPhrase\tSentiment', '1\ta fine small film\t3', '2\ta dull film\t1', '3\tfine\t3'],
    steps: ['a', 'fine', 'small', 'film'],
    classes: ['3'],
    said: 'sentences: Phrase, their class: Sentiment; left out: PhraseId',
  },
  'characters of Chinese': {
    file: ['label,review', '1,"很好，下次再来"', '0,早餐太差了', '1,非常满意'],
    steps: ['很', '好', '，', '下', '次', '再', '来'],
    classes: ['1'],
  },
  'questions that begin with their class': {
    file: ['DESC:manner How did it end ?', 'HUM:ind Who was first ?'],
    steps: ['how', 'did', 'it', 'end', '?'],
    classes: ['DESC:manner'],
  },
  'trees of sentences': {
    file: ['(3 (2 The) (4 (3 fine) (2 film)))', '(1 (2 A) (1 bore))'],
    steps: ['the', 'fine', 'film'],
    classes: ['3'],
  },
  'names and where they come from': {
    file: ['Abbing,Dutch', 'Abel,Dutch', 'Abbas,Arabic', 'Abadi,Arabic'],
    steps: ['A', 'b', 'b', 'i', 'n', 'g'],
    classes: ['Dutch'],
  },
}

test.each(Object.entries(read))('%s', async (_, { file, steps, classes, said }) => {
  const found = await plan(textOf(`${file.join('\n')}\n`, 't.txt'))
  const { sequence, labels } = found.experiment
  expect(labels?.steps).toEqual(steps)
  expect(sequence.targets.map((target) => labels!.outputs![target as number])).toEqual(classes)
  expect(found.questions).toEqual([])
  if (said) expect(lines(found)).toContain(said)
})

test('sentences and their translations are refused in a sentence', async () => {
  const found = await opened(textOf('Go.\tVa !\nHi.\tSalut !\nRun!\tCours !\n', 'fra.txt'))
  expect(found.ok ? 'opened' : found.error).toContain('a sentence and its translation')
})

test('a table with a few words beside its numbers stays a table', async () => {
  const rows = [
    'date,temp,wind,sky,score',
    '2020-01-01,1.5,3,light rain later,1',
    '2020-01-02,2.5,4,some sun,2',
  ]
  const { preview } = await plan(textOf(`${rows.join('\n')}\n`, 't.csv'))
  expect(preview?.columns.map(({ role }) => role)).toEqual(['steps', 'both', 'input', 'out', 'input'])
})
