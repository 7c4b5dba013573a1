import { useWords } from '../words/words.ts'
import styles from './SkipLink.module.css'

/** The first stop of the Tab key: past the header, to the view that is open. The address is the place in the experiment, and stays. */
export function SkipLink() {
  const words = useWords()
  return (
    // biome-ignore lint/a11y/useValidAnchor: it goes to a place on the page, whose address is another
    <a
      className={styles.skip}
      href="#main"
      onClick={(event) => {
        event.preventDefault()
        document.querySelector('main')?.focus()
      }}
    >
      {words.skip}
    </a>
  )
}
