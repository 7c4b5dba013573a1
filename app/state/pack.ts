/** A text as the letters of an address and back: z. and compressed, or j. where the browser cannot compress. */

export async function packed(text: string): Promise<string> {
  const compresses = typeof CompressionStream !== 'undefined'
  const stream = new Blob([text]).stream()
  const carried = compresses ? stream.pipeThrough(new CompressionStream('deflate-raw')) : stream
  const bytes = new Uint8Array(await new Response(carried).arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  const data = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  return `${compresses ? 'z' : 'j'}.${data}`
}

/** Bytes that are inflated at once: they become a thousand times as many at most. */
const portion = 1024

/**
 * The text again; undefined where it would be longer than `most` bytes. It is inflated a portion at a time, and no further than that,
 * whatever the address promises. Throws an Error where the address is damaged.
 */
export async function unpacked(name: string, most: number): Promise<string | undefined> {
  // Letters stand for three bytes in four.
  if (name.length > 1.4 * most) return undefined
  const binary = atob(name.slice(2).replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0))
  let at = 0
  const portions = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, at + portion))
      else controller.close()
      at += portion
    },
  })
  const compressed = name.startsWith('z.')
  const inflated = compressed ? portions.pipeThrough(new DecompressionStream('deflate-raw')) : portions
  const reader = inflated.getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  for (let size = 0; ; ) {
    const { done, value } = await reader.read()
    if (done) return new TextDecoder().decode(await new Blob(parts).arrayBuffer())
    size += value.length
    if (size > most) {
      await reader.cancel()
      return undefined
    }
    parts.push(value as Uint8Array<ArrayBuffer>)
  }
}
