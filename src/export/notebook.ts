/** A training run as a notebook that repeats it in PyTorch. */
import type { TrainingDocument } from '../train/document.ts'
import { type AssertedLosses, trainingSections } from './training.ts'

/** A training as a Jupyter notebook (nbformat 4.5), a cell a section. */
export function trainingNotebook(document: TrainingDocument, losses: AssertedLosses, title: string): string {
  const source = (text: string) =>
    text.split('\n').map((line, i, all) => (i < all.length - 1 ? `${line}\n` : line))
  const markdown = (id: string, text: string) => ({
    cell_type: 'markdown',
    id,
    metadata: {},
    source: source(text),
  })
  const plain = title.replace(/\s+/g, ' ').trim()
  const cells = [
    markdown(
      'title',
      `# ${plain}\n\nRepeats the training in PyTorch (float64) and asserts the loss before each update.`,
    ),
    ...trainingSections(document, losses).flatMap(({ about, code }, i) => [
      markdown(`about-${i}`, `## ${about}`),
      {
        cell_type: 'code',
        id: `code-${i}`,
        metadata: {},
        execution_count: null,
        outputs: [],
        source: source(code),
      },
    ]),
  ]
  const kernel = { display_name: 'Python 3', language: 'python', name: 'python3' }
  const metadata = { kernelspec: kernel, language_info: { name: 'python' } }
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`
}
