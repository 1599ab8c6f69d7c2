import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import { Button, Icon, Row, Text, useFormat, useWords } from '../../../ui/kit/index.ts'
import type { PartProps } from '../../../ui/staff/index.ts'
import { useBeside } from './beside.ts'
import scheduling from '../scheduling.module.css'
import { BookBesideDialog } from './BookBesideDialog.tsx'
import { RiskBadge } from './RiskBadge.tsx'
import { reasonsText } from './risk-words.ts'

/** On a visit ahead: how likely its client stays away, and why; and whether somebody may be booked beside it. */
export default function VisitRisk({ id }: PartProps) {
  const { t } = useWords('scheduling')
  const read = useApi(
    'GET /appointments/{id}/no-show-risk',
    { id },
    { live: ['appointment', 'no_show_model'] },
  )
  const risk = read.data?.risk
  if (!risk || risk.chance === null) return null
  const { up, down } = reasonsText(t, risk.reasons)
  return (
    <section className={scheduling.lines} aria-label={t('noShows.risk')}>
      <h4>
        <Icon name="noShow" size={15} />
        {t('noShows.risk')}
      </h4>
      <Row justify="between">
        <RiskBadge risk={risk} />
      </Row>
      {risk.basis === 'base_rate' && (
        <Text tone="soft" size="small">
          {t('noShows.baseRateOnly')}
        </Text>
      )}
      {up.length > 0 && <Text size="small">{t('noShows.higher', { reasons: up.join('; ') })}</Text>}
      {down.length > 0 && (
        <Text tone="soft" size="small">
          {t('noShows.lower', { reasons: down.join('; ') })}
        </Text>
      )}
      <Overbookable id={id} />
    </section>
  )
}

/** Only where a limit allows it: this time may be given to somebody else, too. */
function Overbookable({ id }: { id: string }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const slot = useBeside(true).find(({ appointmentId }) => appointmentId === id)
  if (!slot) return null
  return (
    <>
      <Row justify="between">
        <Text size="small">{t('noShows.overbookable', { percent: format.percent(slot.both) })}</Text>
        <Button small icon="addPerson" onClick={() => setOpen(true)}>
          {t('noShows.bookBeside')}
        </Button>
      </Row>
      {isOpen && <BookBesideDialog slot={slot} onClose={() => setOpen(false)} />}
    </>
  )
}
