/** How things are written, and the dialog of the net. */
import { useState } from 'react'
import { notationIds } from '../../src/index.ts'
import { later } from '../parts/boundary/later.tsx'
import { useSession } from '../state/context.ts'
import { predictModes } from '../state/predict.ts'
import { useStore } from '../state/store.ts'
import { keepTheme, themes } from '../state/theme.ts'
import ui from '../ui/ui.module.css'
import { useWords } from '../words/words.ts'
import { Dialog } from './Help.tsx'
import { Model } from './Model.tsx'
import { Named } from './Named.tsx'

const Own = later(() => import('./own/Own.tsx'))

export function Settings() {
  const session = useSession()
  const words = useWords()
  const [open, setOpen] = useState(false)
  const [writing, setWriting] = useState(false)
  const present = useStore((s) => s.present)
  const theme = useStore((s) => s.theme)
  const predict = useStore((s) => s.predict)
  const notation = useStore((s) => s.notation)
  const gradient = useStore((s) => s.gradient)
  const weights = useStore((s) => s.weights)
  return (
    <>
      <button type="button" popoverTarget="display">
        {words.display}
      </button>
      <div id="display" popover="auto" className={ui.popover}>
        <Named
          label={words.notation}
          value={notation}
          choices={words.notations}
          order={notationIds}
          onChange={(value) => session.setReading({ notation: value })}
        />
        <Named
          label={words.gradientStyle}
          value={gradient}
          choices={words.gradientStyles}
          order={['partial', 'adjoint']}
          onChange={(value) => session.setReading({ gradient: value })}
        />
        <Named
          label={words.weightStyle}
          value={weights}
          choices={words.weightStyles}
          order={['split', 'joined']}
          onChange={(value) => session.setReading({ weights: value })}
        />
        <Named
          label={words.predict}
          value={predict}
          choices={words.predictModes}
          order={predictModes}
          onChange={(value) => session.setPredict(value)}
        />
        <Named
          label={words.theme}
          value={theme}
          choices={words.themes}
          order={themes}
          onChange={(value) => {
            session.setTheme(value)
            keepTheme(value)
          }}
        />
      </div>
      {!present && (
        <button type="button" onClick={() => setOpen(true)}>
          {words.settings}
        </button>
      )}
      <Dialog open={open} onClose={() => setOpen(false)} title={words.settings}>
        <Model
          onWrite={() => {
            setOpen(false)
            setWriting(true)
          }}
        />
      </Dialog>
      <Dialog open={writing} onClose={() => setWriting(false)} title={words.cellChoice.write}>
        <Own onClose={() => setWriting(false)} />
      </Dialog>
    </>
  )
}
