/** A figure of the page as a file of its own: SVG with its styles written into it, and PNG. */

import { wrapped } from './text.ts'

/** What a drawing looks like outside the page: the properties that style sheets give it. */
const properties = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'text-anchor',
  'paint-order',
  'display',
  'visibility',
] as const

/** The text of an SVG file; a caption of one or more lines stands under the figure. */
export function svgText(svg: SVGSVGElement, caption = ''): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const [from, to] = [svg, copy].map((root) => [root, ...root.querySelectorAll('*')] as SVGElement[])
  from!.forEach((element, i) => {
    const style = getComputedStyle(element)
    const written = properties.map((name) => [name, style.getPropertyValue(name)] as const)
    to![i]!.setAttribute('style', written.map(([name, value]) => `${name}:${value}`).join(';'))
    for (const name of ['class', 'tabindex']) to![i]!.removeAttribute(name)
  })
  const box = svg.viewBox.baseVal
  const { width, height } = box.width > 0 ? box : svg.getBoundingClientRect()
  const lines =
    caption === ''
      ? []
      : caption.split('\n').flatMap((line) => wrapped(line, Math.max(10, (width - 16) / 11)))
  const extra = lines.length === 0 ? 0 : 8 + 14 * lines.length
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  ground.setAttribute('width', String(width))
  ground.setAttribute('height', String(height + extra))
  ground.setAttribute(
    'fill',
    getComputedStyle(document.documentElement).getPropertyValue('--paper') || 'white',
  )
  copy.prepend(ground)
  lines.forEach((line, i) => {
    const text = document.createElementNS('http://www.w3.org/2000/svg', 'text')
    text.setAttribute('x', '8')
    text.setAttribute('y', String(height + 15 + 14 * i))
    text.setAttribute('font-size', '11')
    text.setAttribute('font-family', 'sans-serif')
    text.setAttribute('fill', getComputedStyle(svg).color)
    text.textContent = line
    copy.append(text)
  })
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('viewBox', `0 0 ${width} ${height + extra}`)
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height + extra))
  return new XMLSerializer().serializeToString(copy)
}

/** A PNG of an SVG file, `scale` pixels a unit. */
export async function pngOf(text: string, scale = 2): Promise<Blob> {
  const image = new Image()
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
  try {
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * scale
    canvas.height = image.naturalHeight * scale
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((done, fail) =>
      canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/png'),
    )
  } finally {
    URL.revokeObjectURL(url)
  }
}
