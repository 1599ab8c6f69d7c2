import { useEffect, useRef, useState } from 'react'
import { Done, Frame, Loading, useWords, type Returns } from '../../../ui/public/index.ts'
import type { Stored } from './autosave.ts'
import { FileSender, onlyTried } from './file-sender.ts'
import { FillIn } from './FillIn.tsx'
import type { Answers } from './form.ts'
import type { Keeper } from './use-form-answers.ts'
import './form.css'

type OpenForm = Returns<'GET /form'>
interface Shown {
  kind: 'form' | 'worked'
  title?: string
  definition?: OpenForm['definition']
  answers?: Answers
  calculated?: Answers
  hidden?: string[]
}

/** `/forms/preview`: the real page inside the form builder; what is typed goes to the builder and is kept nowhere. */
export default function PreviewScreen() {
  const { t } = useWords('intake')
  const [shown, setShown] = useState<Shown | null>(null)
  const [round, setRound] = useState(0)
  const [isDone, setDone] = useState(false)
  const waiting = useRef<((worked: Shown) => void) | null>(null)
  useEffect(() => {
    const hear = (event: MessageEvent<Shown>) => {
      if (event.origin !== location.origin || event.source !== window.parent) return
      if (event.data.kind === 'worked') waiting.current?.(event.data)
      if (event.data.kind !== 'form') return
      setShown(event.data)
      setDone(false)
      setRound((count) => count + 1)
    }
    window.addEventListener('message', hear)
    window.parent.postMessage({ kind: 'ready' }, location.origin)
    return () => window.removeEventListener('message', hear)
  }, [])
  if (!shown?.definition)
    return (
      <Frame>
        <Loading />
      </Frame>
    )
  const keeper: Keeper = {
    save: ({ answers, rowVersion }) =>
      new Promise<Stored>((resolve) => {
        waiting.current = ({ calculated = {}, hidden = [] }) =>
          resolve({ answers, rowVersion: rowVersion + 1, calculated, hidden })
        window.parent.postMessage({ kind: 'answers', answers }, location.origin)
      }),
    read: async () => ({ answers: {}, rowVersion: 1 }),
    complete: async () => undefined,
  }
  return (
    <Frame practice={t('preview.practice')}>
      {isDone ? (
        <Done title={t('done.title')} about={t('preview.notKept')} />
      ) : (
        <FileSender.Provider value={onlyTried}>
          <FillIn key={round} form={formOf(shown)} keeper={keeper} onDone={() => setDone(true)} />
        </FileSender.Provider>
      )}
    </Frame>
  )
}

function formOf({
  title = '',
  definition = {},
  answers = {},
  calculated = {},
  hidden = [],
}: Shown): OpenForm {
  return {
    practice: { name: '', slug: '', locale: 'en', zone: 'UTC' },
    clientName: 'Alex Example',
    appointmentStartsAt: null,
    state: 'requested',
    title,
    definition,
    needsSignature: JSON.stringify(definition).includes('questionnaire-signatureRequired'),
    answers,
    calculated,
    hidden,
    rowVersion: 1,
  }
}
