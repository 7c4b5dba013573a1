/**
 * Makes `shown` show what `wanted` holds. Elements that are of the same kind stay, and take the texts and names of the wanted ones:
 * from one step to the next mostly numbers change, and an element that is made anew costs the browser several times as much.
 */
export function patch(shown: Element, wanted: ParentNode & Node): void {
  let old = shown.firstChild
  for (let node = wanted.firstChild; node; node = node.nextSibling) {
    const kept = old && findKind(old, node)
    if (!kept || (kept !== old && findKind(node, old!))) {
      // Nothing of its kind is left, or it stands before what stays.
      shown.insertBefore(node.cloneNode(true), old)
      continue
    }
    while (old !== kept) old = removed(old!)
    if (node instanceof Element) {
      patchAttributes(kept as Element, node)
      patch(kept as Element, node)
    } else if ((kept as Text).data !== (node as Text).data) (kept as Text).data = (node as Text).data
    old = kept.nextSibling
  }
  while (old) old = removed(old)
}

/** The first of a node and those behind it that is of the same kind as another. */
function findKind(from: ChildNode, like: ChildNode): ChildNode | null {
  for (let node: ChildNode | null = from; node; node = node.nextSibling) if (sameKind(node, like)) return node
  return null
}

function sameKind(a: ChildNode, b: ChildNode): boolean {
  if (a instanceof Element && b instanceof Element)
    return a.tagName === b.tagName && a.className === b.className
  return a instanceof Text && b instanceof Text
}

function removed(node: ChildNode): ChildNode | null {
  const next = node.nextSibling
  node.remove()
  return next
}

function patchAttributes(shown: Element, wanted: Element): void {
  const { attributes } = wanted
  let same = 0
  for (let i = 0; i < attributes.length; i++) {
    const { name, value } = attributes[i]!
    const was = shown.getAttribute(name)
    if (was !== null) same++
    if (was !== value) shown.setAttribute(name, value)
  }
  if (same === shown.attributes.length) return
  for (const { name } of [...shown.attributes]) if (!wanted.hasAttribute(name)) shown.removeAttribute(name)
}
