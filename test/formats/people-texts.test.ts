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
  'numbered tokens of which two are one word': {
    file: [
      '# sent_id = 1',
      '1-2\tVámonos\t_\t_\t_\t_\t_\t_\t_\t_',
      '1\tVamos\tir\tVERB\t_\t_\t0\troot\t_\t_',
      '2\tnos\tnosotros\tPRON\t_\t_\t1\tobj\t_\t_',
      '2.1\tva\tir\tVERB\t_\t_\t_\t_\t_\t_',
      '3\tya\tya\tADV\t_\t_\t1\tadvmod\t_\t_',
      '',
      '1\tSí\tsí\tINTJ\t_\t_\t0\troot\t_\t_',
    ],
    steps: ['Vamos', 'nos', 'ya'],
    classes: ['VERB', 'PRON', 'ADV'],
  },
  'numbered tokens with tags of a language alone': {
    file: [
      '1\tAnn\t_\t_\tNNP\t_\t2\tnsubj\t_\t_',
      '2\treads\t_\t_\tVBZ\t_\t0\troot\t_\t_',
      '3\t.\t_\t_\t.\t_\t2\tpunct\t_\t_',
    ],
    steps: ['Ann', 'reads', '.'],
    classes: ['NNP', 'VBZ', '.'],
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
  token_TAG: {
    file: ['The_DT jury_NN said_VBD ._.', 'A_DT dog_NN barked_VBD ._.'],
    steps: ['The', 'jury', 'said', '.'],
    classes: ['DT', 'NN', 'VBD', '.'],
  },
  'where the words of Chinese begin and end': {
    file: ['人\tB', '们\tE', '常\tS', '说\tS', '', '教\tB', '科\tM', '书\tE'],
    steps: ['人', '们', '常', '说'],
    classes: ['B', 'E', 'S', 'S'],
  },
  'tokens and tags in lists of JSON': {
    file: [
      '{"id":0,"tokens":["Ann","reads"],"ner_tags":["B-PER","O"]}',
      '{"id":1,"tokens":["Bob"],"ner_tags":["B-PER"]}',
    ],
    steps: ['Ann', 'reads'],
    classes: ['B-PER', 'O'],
  },
  'tokens and numbers of tags in lists of JSON': {
    file: ['[{"tokens":["Ann","reads"],"ner_tags":[1,0]},{"tokens":["Bob"],"ner_tags":[1]}]'],
    steps: ['Ann', 'reads'],
    classes: ['1', '0'],
  },
  'texts with a class in JSON': {
    file: [
      '{"text":"a fine small film","label":"pos"}',
      '{"text":"a dull long film","label":"neg"}',
      '{"text":"fine at last","label":"pos"}',
    ],
    steps: ['a', 'fine', 'small', 'film'],
    classes: ['pos'],
  },
  'what people may say to a chatbot': {
    file: [
      '{"intents":[{"tag":"greeting","patterns":["Good day","Hello"],"responses":["Hi"]},{"tag":"bye","patterns":["See you"],"responses":["Bye"]}]}',
    ],
    steps: ['good', 'day'],
    classes: ['greeting'],
  },
  'a class of one figure, and a sentence': {
    file: ['1 a fine small film', '0 a dull film of 1999 , and long', '1 fine at last', '0 dull'],
    steps: ['a', 'fine', 'small', 'film'],
    classes: ['1'],
  },
  'three bars between a sentence and its class': {
    file: ['a fine | small film ||| 1', 'a dull film ||| 0', 'fine ||| 1'],
    steps: ['a', 'fine', '|', 'small', 'film'],
    classes: ['1'],
  },
  'a first class that comes once is no header': {
    file: [
      'atis_flight, i want to fly from boston',
      'atis_fare, cheapest fares',
      'atis_fare, round trip fares',
      'atis_time, when does it leave',
    ],
    steps: ['i', 'want', 'to', 'fly', 'from', 'boston'],
    classes: ['atis_flight'],
  },
  'letters that are no words, with a class': {
    file: ['sequence,class', 'ATGC,0', 'ATTT,1', 'CCGC,0', 'GGGT,1'],
    steps: ['A', 'T', 'G', 'C'],
    classes: ['0'],
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
