/** What is said of files that are opened, and of experiments that are kept. */
type Text = string

export const files = {
  kept: {
    title: (n: number): Text => `Kept in this browser (${n})`,
    hint: 'Experiments that are too large for a link. They stay on this machine until you delete them.',
    facts: (when: string, size: number): Text => `${when}, ${Math.ceil(size / 1024)} kB`,
    open: 'open now',
    remove: 'Delete',
    sure: 'Delete for good?',
  },
  reading: {
    of: (names: readonly string[]): Text => `Reading ${names.join(', ')} …`,
    stop: 'Stop',
    broke:
      'The reading broke: a fault of this page, and not of the file. Nothing was changed; try it again, or another file.',
  },
}
