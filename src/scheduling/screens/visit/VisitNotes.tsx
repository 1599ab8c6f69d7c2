import { useState } from 'react'
import { Button, Form, TextArea, notify, useFields, useWords } from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import type { Appointment } from '../use-visit-acts.ts'
import { useVisitActs } from '../use-visit-acts.ts'

/** What the desk should know of this visit; nothing of a health record. */
export function VisitNotes({ visit }: { visit: Appointment }) {
  const { t } = useWords('scheduling')
  const [editing, setEditing] = useState(false)
  const { edit } = useVisitActs()
  const form = useFields({ initial: { notes: visit.notes ?? '' } })
  if (!editing) {
    if (!visit.notes && !visit.can.edit) return null
    return (
      <div className={classes.notes}>
        {visit.notes && <p>{visit.notes}</p>}
        {visit.can.edit && (
          <Button
            kind="quiet"
            small
            icon="note"
            onClick={() => {
              form.reset({ notes: visit.notes ?? '' })
              setEditing(true)
            }}
          >
            {visit.notes ? t('editNotes') : t('addNotes')}
          </Button>
        )}
      </div>
    )
  }
  return (
    <Form
      form={form}
      onCancel={() => setEditing(false)}
      onSubmit={async ({ notes }) => {
        await edit.do({ id: visit.id, notes: notes.trim() || null, rowVersion: visit.rowVersion })
        notify.done(t('notesSaved'))
        setEditing(false)
      }}
    >
      <TextArea
        label={t('notes')}
        help={t('notesHelp')}
        autoFocus
        maxLength={4000}
        {...form.field('notes')}
      />
    </Form>
  )
}
