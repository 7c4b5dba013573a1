/** A letter of its own with its index: b_f, and nothing within a word such as temp_c. */
const indexed = /((?<!\w)\w_\w+)/

/** A text in a drawing in which b_f is b with a subscript. */
export function Letters({ text }: { readonly text: string }) {
  return text.split(indexed).map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <tspan key={i}>
        <tspan fontStyle="italic">{part[0]}</tspan>
        <tspan dy="0.22em" fontSize="75%">
          {part.slice(2)}
        </tspan>
        <tspan dy="-0.17em">{'\u200b'}</tspan>
      </tspan>
    ),
  )
}

/** The same outside drawings. */
export function Words({ text }: { readonly text: string }) {
  return text.split(indexed).map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <span key={i}>
        <i>{part[0]}</i>
        <sub>{part.slice(2)}</sub>
      </span>
    ),
  )
}
