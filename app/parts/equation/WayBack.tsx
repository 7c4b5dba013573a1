/** The way back from a step to the training that it was opened from. */
import { useSession } from '../../state/context.ts'
import ui from '../../ui/ui.module.css'
import { useUpdateTexts } from './updateTexts.ts'

export default function WayBack() {
  const texts = useUpdateTexts()
  const session = useSession()
  return (
    <button type="button" className={ui.quiet} onClick={() => session.openView('train')}>
      {texts.back}
    </button>
  )
}
