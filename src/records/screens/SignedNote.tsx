import { useState } from 'react'
import { useAct } from '../../ui/api/index.ts'
import {
  Button,
  Dialog,
  Form,
  Panel,
  Row,
  Stack,
  Text,
  TextArea,
  TextField,
  When,
  notify,
  required,
  useFields,
  useWords,
} from '../../ui/kit/index.ts'
import { BodyChart, type BodyMark } from './BodyChart.tsx'
import type { Note } from './NoteScreen.tsx'
import classes from './records.module.css'

/** A signed note as it was signed, what was added since, and its seal. */
export function SignedNote({ note }: { note: Note }) {
  const { t } = useWords('records')
  const [amending, setAmending] = useState(false)
  return (
    <Stack>
      <Panel>
        <NoteBody note={note} />
        {note.amendments.map((each) => (
          <div key={each.id} className={classes.amendment}>
            <Text tone="soft" size="small">
              {t('amendedBy', { name: each.authorName })} <When at={each.amendedAt} /> · {each.reason}
            </Text>
            <p>{each.body}</p>
          </div>
        ))}
        {note.signedAt && (
          <p className={classes.seal}>
            {t('signedBy', { name: note.signedBy ?? note.authorName })} <When at={note.signedAt} /> ·{' '}
            {t('seal')} {note.documentSha256}
          </p>
        )}
        {note.state === 'draft' && (
          <Text tone="soft" size="small">
            {t('othersDraft', { name: note.authorName })}
          </Text>
        )}
      </Panel>
      {note.can.amend && (
        <Row justify="end">
          <Button icon="edit" onClick={() => setAmending(true)}>
            {t('amend')}
          </Button>
        </Row>
      )}
      <Dialog open={amending} onClose={() => setAmending(false)} title={t('amend')}>
        <Amend noteId={note.id} onDone={() => setAmending(false)} />
      </Dialog>
    </Stack>
  )
}

/** The sections that were filled in. */
export function NoteBody({ note }: { note: Pick<Note, 'sections' | 'content'> }) {
  const { t, language } = useWords('records')
  return (
    <>
      {note.sections.map((section) => {
        const value = note.content[section.key]
        if (value === undefined || value === '') return null
        if (Array.isArray(value))
          return <BodyChart key={section.key} label={section.title[language]} marks={value as BodyMark[]} />
        const option = section.options?.find(({ code }) => code === value)
        const text =
          typeof value === 'boolean'
            ? t(value ? 'yes' : 'no')
            : option
              ? option.label[language]
              : section.kind === 'scale'
                ? `${value} / ${section.max ?? 10}`
                : String(value)
        return (
          <div key={section.key} className={classes.section}>
            <h3>{section.title[language]}</h3>
            <p>{text}</p>
          </div>
        )
      })}
    </>
  )
}

function Amend({ noteId, onDone }: { noteId: string; onDone: () => void }) {
  const { t } = useWords('records')
  const amend = useAct('POST /notes/{id}/amendments')
  const form = useFields({
    initial: { reason: '', body: '' },
    check: { reason: required(t('reasonMissing')), body: required(t('bodyMissing')) },
  })
  return (
    <Form
      form={form}
      onCancel={onDone}
      submit={t('amend')}
      onSubmit={async (values) => {
        await amend.do({ id: noteId, ...values })
        notify.done(t('amended'))
        onDone()
      }}
    >
      <TextField label={t('reason')} required {...form.field('reason')} />
      <TextArea label={t('addition')} required rows={4} {...form.field('body')} />
    </Form>
  )
}
