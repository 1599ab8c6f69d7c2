import { useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import { CheckField, Heading, Notice, useCan, useFormat, useWords } from '../../../ui/kit/index.ts'
import type { Appointment } from '../use-visit-acts.ts'

/** What is to be done at this visit; a tick is kept with who and when. */
export function VisitChecklist({ visit }: { visit: Appointment }) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const format = useFormat()
  const [error, setError] = useState<unknown>(null)
  const read = useApi('GET /appointments/{id}/checklist', { id: visit.id })
  const tick = useAct('PUT /appointments/{id}/checklist', { refresh: ['GET /appointments/{id}/checklist'] })
  const items = read.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section>
      <Heading>{t('sessions.checklist')}</Heading>
      {items.map(({ text, doneAt, doneBy }) => (
        <CheckField
          key={text}
          label={text}
          help={
            doneAt && doneBy
              ? t('sessions.doneBy', { name: doneBy, time: format.when(doneAt, visit.zone) })
              : undefined
          }
          disabled={!can('appointments.check_in') || tick.busy}
          value={doneAt !== null}
          onChange={(done: boolean) => void tick.do({ id: visit.id, item: text, done }).catch(setError)}
        />
      ))}
      <Notice of={error} />
    </section>
  )
}
