/** The exact figures of the literature on vanishing and exploding gradients. */
import { Bifurcation, Growth } from './Nets.tsx'
import { Surface } from './Surface.tsx'
import { useTexts } from './texts.ts'
import { ErrorFactor, HalfLife, LinearUnit, WeakBound } from './Units.tsx'
import './classics.css'

export default function Classics() {
  const texts = useTexts()
  return (
    <>
      <h2>{texts.title}</h2>
      <p className="lead">{texts.intro}</p>
      <div className="classics-list">
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
