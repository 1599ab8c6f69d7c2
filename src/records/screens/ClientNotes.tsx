import { useAct, useApi } from '../../ui/api/index.ts'
import {
  Await,
  Button,
  EmptyState,
  Menu,
  Panel,
  Row,
  Stack,
  StatusPill,
  Text,
  When,
  useCan,
  useGo,
  useWords,
} from '../../ui/kit/index.ts'
import type { PartProps } from '../../ui/staff/index.ts'
import { NoteBody } from './SignedNote.tsx'

/** The notes of a client, newest first: the tab on the client's page. */
export default function ClientNotes({ id: clientId }: PartProps) {
  const { t, language } = useWords('records')
  const can = useCan()
  const go = useGo()
  const notes = useApi('GET /clients/{clientId}/notes', { clientId }, { live: ['note'] })
  const templates = useApi('GET /note-templates', {}, { when: can('notes.write') })
  const start = useAct('POST /clients/{clientId}/notes')
  const begin = async (templateKey: string) => go(`/notes/${(await start.do({ clientId, templateKey })).id}`)
  const newNote = can('notes.write') && templates.data && (
    <Menu
      label={t('newNote')}
      entries={templates.data.items.map((template) => ({
        label: template.title[language],
        icon: 'note',
        onClick: () => void begin(template.key),
      }))}
    />
  )
  return (
    <Stack>
      <Row justify="end">{newNote}</Row>
      <Await
        read={notes}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon="note" title={t('none')} text={t('noneText')} />}
      >
        {({ items }) =>
          items.map((note) => (
            <Panel
              key={note.id}
              title={note.title[language]}
              actions={
                <Row>
                  <StatusPill state={note.state === 'signed' ? 'done' : 'started'}>
                    {t(`state.${note.state}`)}
                  </StatusPill>
                  <Button
                    kind="quiet"
                    small
                    icon={note.can.edit ? 'edit' : 'show'}
                    onClick={() => go(`/notes/${note.id}`)}
                  >
                    {note.can.edit ? t('continue') : t('open')}
                  </Button>
                </Row>
              }
            >
              <Text tone="soft" size="small">
                {note.authorName} · <When at={note.signedAt ?? note.startedAt} />
                {note.amendments.length > 0 && ` · ${t('amendments', { count: note.amendments.length })}`}
              </Text>
              <NoteBody note={note} />
            </Panel>
          ))
        }
      </Await>
    </Stack>
  )
}
