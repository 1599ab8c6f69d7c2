import { useState } from 'react'
import { useAct } from '../../ui/api/index.ts'
import {
  Button,
  Notice,
  Panel,
  Row,
  SegmentField,
  Stack,
  Text,
  confirm,
  notify,
  useGo,
  useWords,
} from '../../ui/kit/index.ts'
import type { Note } from './NoteScreen.tsx'
import { SectionField } from './SectionField.tsx'
import { useAutosave } from './use-autosave.ts'

/** The form of a draft: saved as it is written, signed with one button. */
export function NoteEditor({ note }: { note: Note }) {
  const { t, language } = useWords('records')
  const go = useGo()
  const draft = useAutosave(note)
  const sign = useAct('POST /notes/{id}/signature')
  const discard = useAct('POST /notes/{id}/discard')
  const [refused, setRefused] = useState<unknown>(null)

  const signNow = async () => {
    setRefused(null)
    try {
      const rowVersion = await draft.flush()
      await sign.do({ id: note.id, rowVersion })
      notify.done(t('signed'))
    } catch (error) {
      setRefused(error)
    }
  }

  return (
    <Stack>
      {draft.problem !== null && (
        <Notice
          of={draft.problem}
          action={
            <Button small icon="refresh" onClick={() => draft.takeOver()}>
              {t('keepMine')}
            </Button>
          }
        />
      )}
      <Panel>
        <Stack>
          {note.sections.map((section) => (
            <SectionField
              key={section.key}
              section={section}
              language={language}
              value={draft.content[section.key]}
              onChange={(value) => draft.change(section.key, value)}
            />
          ))}
        </Stack>
      </Panel>
      <Notice of={refused} />
      <Row justify="between">
        <Row>
          <SegmentField
            label={t('privacy')}
            value={draft.privacy}
            onChange={(value: string) => draft.changePrivacy(value as Note['privacy'])}
            choices={[
              { value: 'team', label: t('privacyTeam') },
              { value: 'author', label: t('privacyAuthor') },
            ]}
          />
          <Text tone="soft" size="small">
            {t(`save.${draft.state}`)}
          </Text>
        </Row>
        <Row>
          <Button
            kind="quiet"
            icon="remove"
            onClick={() =>
              confirm({
                title: t('discardTitle'),
                text: t('discardText'),
                act: t('discard'),
                danger: true,
                reason: 'required',
                onConfirm: async (reason) => {
                  await discard.do({ id: note.id, reason })
                  go(`/clients/${note.clientId}`)
                },
              })
            }
          >
            {t('discard')}
          </Button>
          <Button kind="main" icon="sign" busy={sign.busy} onClick={() => void signNow()}>
            {t('sign')}
          </Button>
        </Row>
      </Row>
    </Stack>
  )
}
