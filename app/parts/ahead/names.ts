/**
 * A part of the page that is only made ready carries no names and values: what a later step will write stands nowhere on the page
 * before. They are taken off once it is drawn, and put back before it is seen or drawn anew.
 */
const taken = new WeakMap<Element, [Element, Attr][]>()

const attributes = ['data-ref', 'data-value', 'value']

export function takeNames(part: Element): void {
  if (taken.has(part)) return
  const list: [Element, Attr][] = []
  for (const each of part.querySelectorAll('[data-ref], [data-value]'))
    for (const name of attributes) {
      const attribute = each.getAttributeNode(name)
      if (attribute) list.push([each, each.removeAttributeNode(attribute)])
    }
  taken.set(part, list)
}

export function giveNames(part: Element): void {
  for (const [each, attribute] of taken.get(part) ?? []) each.setAttributeNode(attribute)
  taken.delete(part)
}
