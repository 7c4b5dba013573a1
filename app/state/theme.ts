/** The theme that the reader has chosen, which the browser keeps. */
import { type Theme, themes } from './slices/appearance.ts'

export { themes }

const place = 'unrolled/theme'

/** Undefined where none was chosen, or where the browser keeps nothing. */
export function keptTheme(): Theme | undefined {
  try {
    const kept = localStorage.getItem(place)
    return themes.find((theme) => theme === kept)
  } catch {
    return undefined
  }
}

export function keepTheme(theme: Theme): void {
  try {
    localStorage.setItem(place, theme)
  } catch {
    // Then the address keeps it alone.
  }
}
