import { useState } from 'react'
import { chosenPractice, useAct } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  confirm,
  Dialog,
  Facts,
  Form,
  notify,
  Panel,
  required,
  Row,
  Stack,
  Text,
  TextArea,
  TextField,
  TextLink,
  useCan,
  useFields,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import type { DayView } from './DayCloseScreen.tsx'

/** The list of what is left, and the one button. */
export function CloseIt({ found, at }: { found: DayView; at: { day: string; locationId: string } }) {
  const { t } = useWords('billing')
  const can = useCan()
  const [asking, setAsking] = useState(false)
  const close = useAct('POST /day-close')
  const reopen = useAct('DELETE /day-close')
  const saw = { ...at, sawTakenMinor: found.figures.takenMinor, sawChargedMinor: found.figures.charged.minor }
  const left = found.left.filter((each) => each !== 'drawers')
  const shut = () =>
    left.length > 0
      ? setAsking(true)
      : close.do(saw).then(() => notify.done(t('dayClose.closed')), notify.problem)
  if (found.close) {
    const practice = chosenPractice.get()
    const pdf = `/api/day-close/pdf?${new URLSearchParams({ ...at, ...(practice ? { practice } : {}) }).toString()}`
    const again = () =>
      confirm({
        title: t('dayClose.reopenTitle'),
        act: t('dayClose.reopen'),
        reason: 'required',
        onConfirm: (reason) => reopen.do({ ...at, reason }),
      })
    return (
      <Panel title={t('dayClose.isClosed')}>
        <Stack>
          <Facts
            of={[
              [t('dayClose.closedBy'), found.close.closedBy],
              [t('dayClose.closedAt'), <When key="at" at={found.close.closedAt} />],
              [t('dayClose.leftOpen'), found.close.leftOpenReason],
              [t('dayClose.note'), found.close.note],
            ]}
          />
          <Button icon="document" wide href={pdf}>
            {t('dayClose.pdf')}
          </Button>
          {can('billing.set_up') && (
            <Button kind="quiet" icon="undo" wide onClick={again}>
              {t('dayClose.reopen')}
            </Button>
          )}
        </Stack>
      </Panel>
    )
  }
  return (
    <Panel title={t('dayClose.toDo')}>
      <Stack>
        {STEPS.map((step) => (
          <Row key={step} justify="between">
            <Text>{t(`dayClose.step.${step}`)}</Text>
            {found.left.includes(step) ? (
              <Badge tone="warn" icon="open">
                {t('dayClose.open')}
              </Badge>
            ) : (
              <Badge tone="good" icon="done">
                {t('dayClose.clear')}
              </Badge>
            )}
          </Row>
        ))}
        {found.left.some((each) => each === 'drafts' || each === 'unbilled') && (
          <TextLink to="/billing" search={{ tab: 'unbilled' }}>
            {t('tabs.unbilled')}
          </TextLink>
        )}
        {can('payments.take') && (
          <Button
            kind="main"
            icon="done"
            wide
            busy={close.busy}
            disabled={found.left.includes('drawers')}
            onClick={shut}
          >
            {t('dayClose.act')}
          </Button>
        )}
        {found.left.includes('drawers') && (
          <Text tone="soft" size="small">
            {t('dayClose.countFirst')}
          </Text>
        )}
      </Stack>
      <Dialog open={asking} onClose={() => setAsking(false)} title={t('dayClose.notClear')} size="small">
        <LeftOpen onDone={() => setAsking(false)} onClose={(wish) => close.do({ ...saw, ...wish })} />
      </Dialog>
    </Panel>
  )
}

const STEPS = ['missing', 'not_closed', 'unbilled', 'drafts', 'drawers'] as const

function LeftOpen({
  onDone,
  onClose,
}: {
  onDone: () => void
  onClose: (wish: { leftOpenReason: string; note: string | null }) => Promise<unknown>
}) {
  const { t } = useWords('billing')
  const form = useFields({
    initial: { leftOpenReason: '', note: '' },
    check: { leftOpenReason: required(t('reasonMissing')) },
  })
  return (
    <Form
      form={form}
      onCancel={onDone}
      submit={t('dayClose.actAnyway')}
      onSubmit={async ({ leftOpenReason, note }) => {
        await onClose({ leftOpenReason, note: note.trim() || null })
        notify.done(t('dayClose.closed'))
        onDone()
      }}
    >
      <TextField
        label={t('dayClose.leftOpen')}
        help={t('dayClose.leftOpenHelp')}
        required
        {...form.field('leftOpenReason')}
      />
      <TextArea label={t('dayClose.note')} {...form.field('note')} />
    </Form>
  )
}
