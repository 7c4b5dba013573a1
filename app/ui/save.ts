/** Hands something to the user: as a file, or on the clipboard. */

/** Saves a file under a name. */
export function saveFile(name: string, parts: BlobPart[] | Blob, type = 'text/plain'): void {
  const url = URL.createObjectURL(parts instanceof Blob ? parts : new Blob(parts, { type }))
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  // A browser that asks where to save still needs the address for a while.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** Copies a text; false where the clipboard is forbidden. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
