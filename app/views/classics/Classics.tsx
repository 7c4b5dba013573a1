/** The exact figures of the literature on vanishing and exploding gradients. */
import { useRef } from 'react'
import { bringIntoSight } from '../../figure/sight.ts'
import { useStepper } from '../../state/store.ts'
import styles from './Classics.module.css'
import { Bifurcation, Growth } from './Nets.tsx'
import { Surface } from './Surface.tsx'
import { useTexts } from './texts.ts'
import { ErrorFactor, HalfLife, LinearUnit, WeakBound } from './Units.tsx'

export default function Classics() {
  const texts = useTexts()
  const list = useRef<HTMLDivElement>(null)
  const at = useRef(-1)
  useStepper({
    by: (direction) => {
      const figures = [...(list.current?.children ?? [])]
      const next = figures[at.current < 0 && direction === -1 ? figures.length - 1 : at.current + direction]
      if (!next) return
      at.current = figures.indexOf(next)
      for (const each of figures) each.toggleAttribute('data-current', each === next)
      bringIntoSight(next)
    },
  })
  return (
    <>
      <h2>{texts.title}</h2>
      <p className={styles.lead}>{texts.intro}</p>
      <div ref={list} className={styles.list}>
        <ErrorFactor />
        <WeakBound />
        <HalfLife />
        <LinearUnit />
        <Bifurcation />
        <Surface />
        <Growth />
      </div>
    </>
  )
}
