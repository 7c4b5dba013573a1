/** Weights that stand in several safetensors files, with an index that says in which: model.safetensors.index.json. */
import type { Source } from '../content.ts'
import { isSafetensors, readSafetensors } from '../read/safetensors.ts'
import type { Stored } from '../read/stored.ts'
import { inFile, refuse, short } from '../refusal.ts'

export const isIndex = (
  value: unknown,
): value is { readonly weight_map: Readonly<Record<string, unknown>> } => {
  const { weight_map: map } = (value ?? {}) as { readonly weight_map?: unknown }
  return map !== null && typeof map === 'object' && !Array.isArray(map)
}

/** The tensors of all files that an index names; they came beside it. */
export function fromIndex(
  { weight_map }: { readonly weight_map: Readonly<Record<string, unknown>> },
  beside: readonly Source[],
): ReadonlyMap<string, Stored> {
  const names = [...new Set(Object.values(weight_map).map(String))]
  const files = names.map((name) => beside.find((each) => each.name === name)?.bytes)
  const tensors = new Map<string, Stored>()
  for (const bytes of files) {
    if (!bytes || !isSafetensors(bytes)) return refuse(inFile, { id: 'manifest', names: names.map(short) })
    for (const [name, tensor] of readSafetensors(bytes)) tensors.set(name, tensor)
  }
  return tensors
}
