/**
 * Makes `shown` show what `wanted` holds. Elements that are of the same kind stay, and take the texts and names of the wanted ones:
 * from one step to the next mostly numbers change, and an element that is made anew costs the browser several times as much.
 */
export function patch(shown: Element, wanted: ParentNode & Node): void {
  let old = shown.firstChild
  for (let node = wanted.firstChild; node; node = node.nextSibling) {
    const next: ChildNode | null = old?.nextSibling ?? null
    if (!old) shown.append(node.cloneNode(true))
    else if (old instanceof Element && node instanceof Element && sameKind(old, node)) {
      patchAttributes(old, node)
      patch(old, node)
    } else if (old instanceof Text && node instanceof Text) {
      if (old.data !== node.data) old.data = node.data
    } else old.replaceWith(node.cloneNode(true))
    old = next
  }
  while (old) {
    const next: ChildNode | null = old.nextSibling
    old.remove()
    old = next
  }
}

const sameKind = (a: Element, b: Element) => a.tagName === b.tagName && a.className === b.className

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
