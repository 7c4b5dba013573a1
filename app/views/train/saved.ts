/** What is said of a file that was saved. */
import { limits, tooLarge } from '../../../src/index.ts'
import type { Texts } from './texts.ts'

/** How many bytes the parts of a file have. */
export const bytesOf = (parts: readonly BlobPart[]): number => new Blob([...parts]).size

/** A sentence about a file that was saved, and of JSON, which the page opens again, whether it is too large for that. */
export function saidOfSaved(
  sentence: (file: string) => string,
  file: string,
  bytes: number,
  { large }: Pick<Texts['take'], 'large'>,
): string {
  return file.endsWith('.json') && tooLarge(bytes) ? large(file, String(limits.megabytes)) : sentence(file)
}
