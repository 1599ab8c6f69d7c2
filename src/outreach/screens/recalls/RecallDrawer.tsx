import { useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Drawer,
  Facts,
  Heading,
  Loading,
  Row,
  Stack,
  Text,
  TextLink,
  confirm,
  notify,
  useCan,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { ChangeRecall } from './ChangeRecall.tsx'
import { Standing, type Recall } from './RecallTable.tsx'

/** One recall: why it is due, what was done about it, and what can be done now. */
export function RecallDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useWords('outreach')
  const read = useApi('GET /recalls/{id}', { id }, { when: id !== '', live: ['recall', 'appointment'] })
  return (
    <Drawer open={id !== ''} onClose={onClose} title={t('recalls.one')}>
      {id !== '' && (
        <Await read={read} loading={<Loading lines={8} />}>
          {(recall) => <Details recall={recall} />}
        </Await>
      )}
    </Drawer>
  )
}

function Details({ recall }: { recall: Recall }) {
  const { t } = useWords('outreach')
  const format = useFormat()
  const [isEditing, setEditing] = useState(false)
  if (isEditing) return <ChangeRecall recall={recall} onDone={() => setEditing(false)} />
  const interval =
    recall.months === null
      ? t('recalls.intervalOfKind')
      : t('recalls.intervalOwn', { months: recall.months, days: recall.days ?? 0 })
  return (
    <Stack>
      <Row justify="between">
        <strong>
          <TextLink to={`/clients/${recall.client.id}`}>{recall.client.name}</TextLink>
        </strong>
        <Standing of={recall} />
      </Row>
      <Acts recall={recall} onEdit={() => setEditing(true)} />
      <Facts
        of={[
          [t('recalls.kind'), recall.typeName],
          [t('recalls.due'), format.day(recall.dueOn)],
          ...(recall.calculatedDueOn && recall.calculatedDueOn !== recall.dueOn
            ? [[t('recalls.calculated'), format.day(recall.calculatedDueOn)] as [string, string]]
            : []),
          [
            t('recalls.previous'),
            recall.previousOn ? format.day(recall.previousOn) : t('recalls.noVisitYet'),
          ],
          [t('recalls.interval'), interval],
          ...(recall.nextReminderOn && recall.standing !== 'disabled'
            ? [[t('recalls.nextReminder'), format.day(recall.nextReminderOn)] as [string, string]]
            : []),
          ...(recall.disabledUntilBalanceMinor !== null
            ? [
                [
                  t('recalls.untilBalance'),
                  format.money(recall.disabledUntilBalanceMinor) +
                    (recall.familyBalanceMinor === null
                      ? ''
                      : ` (${t('recalls.familyOwes', { amount: format.money(recall.familyBalanceMinor) })})`),
                ] as [string, string],
              ]
            : []),
          ...(recall.note ? [[t('recalls.note'), recall.note] as [string, string]] : []),
        ]}
      />
      <Contacts id={recall.id} />
    </Stack>
  )
}

function Acts({ recall, onEdit }: { recall: Recall; onEdit: () => void }) {
  const { t } = useWords('outreach')
  const can = useCan()
  const remind = useAct('POST /recalls/reminders')
  const call = useAct('POST /recalls/{id}/calls')
  const reset = useAct('POST /recalls/{id}/calculated-day')
  const noteCall = () =>
    confirm({
      title: t('recalls.callTitle', { name: recall.client.name }),
      text: t('recalls.callText'),
      act: t('recalls.callAct'),
      reason: 'required',
      onConfirm: async (note) => {
        await call.do({ id: recall.id, note })
        notify.done(t('recalls.callNoted'))
      },
    })
  return (
    <Row>
      {can('appointments.book') && recall.standing !== 'scheduled' && (
        <Button
          small
          kind="main"
          icon="book"
          to="/calendar"
          search={{ new: '1', client: recall.client.id, service: recall.bookServiceId ?? undefined }}
        >
          {t('recalls.book')}
        </Button>
      )}
      {recall.can.remind && (
        <Button
          small
          icon="send"
          busy={remind.busy}
          onClick={() =>
            remind
              .do({ ids: [recall.id] })
              .then((told) =>
                told.messages > 0
                  ? notify.done(t('recalls.remindedMany', { count: told.messages, people: told.recalls }))
                  : notify.info(t('recalls.leftInPeace', { count: told.left.length })),
              )
              .catch(notify.problem)
          }
        >
          {t('recalls.remindNow')}
        </Button>
      )}
      {recall.can.remind && (
        <Button small icon="call" onClick={noteCall}>
          {t('recalls.called')}
        </Button>
      )}
      {recall.can.edit && (
        <Button small icon="edit" onClick={onEdit}>
          {t('recalls.change')}
        </Button>
      )}
      {recall.can.edit && recall.previousOn && recall.calculatedDueOn !== recall.dueOn && (
        <Button
          small
          icon="undo"
          busy={reset.busy}
          onClick={() => reset.do({ id: recall.id, rowVersion: recall.rowVersion }).catch(notify.problem)}
        >
          {t('recalls.followVisits')}
        </Button>
      )}
    </Row>
  )
}

function Contacts({ id }: { id: string }) {
  const { t } = useWords('outreach')
  const format = useFormat()
  const read = useApi('GET /recalls/{id}/contacts', { id }, { live: ['recall', 'message'] })
  const items = read.data?.items ?? []
  return (
    <section>
      <Heading>{t('recalls.contacts')}</Heading>
      {read.data && items.length === 0 && <Text tone="soft">{t('recalls.noContacts')}</Text>}
      <Facts
        of={items.map((contact) => [
          format.when(contact.at),
          [
            contact.how === 'call'
              ? t('recalls.contactCall')
              : t('recalls.contactMessage', { nth: contact.nth }),
            contact.note || (contact.messageState ? t(`recalls.message.${contact.messageState}`) : ''),
            contact.byName,
          ]
            .filter(Boolean)
            .join(' · '),
        ])}
      />
    </section>
  )
}
