import { useApi, type Returns } from '../../ui/api/index.ts'
import { Await, Page, StatusPill, usePathParams, useWords } from '../../ui/kit/index.ts'
import { NoteEditor } from './NoteEditor.tsx'
import { SignedNote } from './SignedNote.tsx'

export type Note = Returns<'GET /notes/{id}'>

/** One note: written while it is a draft, read when it is signed. */
export default function NoteScreen() {
  const { id } = usePathParams()
  const { t } = useWords('records')
  const note = useApi('GET /notes/{id}', { id: id! })
  return (
    <Await read={note}>
      {(found) => <NotePage key={`${found.id} ${found.state}`} note={found} title={t('nav.notes')} />}
    </Await>
  )
}

function NotePage({ note, title }: { note: Note; title: string }) {
  const { t, language } = useWords('records')
  const client = useApi('GET /clients/{id}', { id: note.clientId })
  const person = client.data ? `${client.data.givenName} ${client.data.familyName}` : ''
  const about = [person, client.data?.bornOn].filter(Boolean).join(' · ')
  return (
    <Page
      title={note.title[language]}
      about={about}
      width="reading"
      crumbs={[{ label: person || '…', to: `/clients/${note.clientId}?tab=notes` }, { label: title }]}
      actions={
        <StatusPill state={note.state === 'signed' ? 'done' : 'started'}>
          {t(`state.${note.state}`)}
        </StatusPill>
      }
    >
      {note.can.edit ? <NoteEditor note={note} /> : <SignedNote note={note} />}
    </Page>
  )
}
