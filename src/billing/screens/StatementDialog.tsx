import { useState } from 'react'
import { Button, Columns, DayField, Dialog, Row, useWords } from '../../ui/kit/index.ts'
import { statementHref } from './pdf-href.ts'
import { useToday } from './use-today.ts'

/** Which days a statement is for; opens its PDF. `path` is /clients/{id} or /bill-payers/{id}. */
export function StatementDialog({ path, onDone }: { path: string; onDone: () => void }) {
  const { t } = useWords('billing')
  const today = useToday()
  const [from, setFrom] = useState<string | null>(`${today.slice(0, 4)}-01-01`)
  const [to, setTo] = useState<string | null>(today)
  const isWhole = from !== null && to !== null && from <= to
  return (
    <Dialog open onClose={onDone} title={t('statement.title')} size="small">
      <Columns of={2}>
        <DayField label={t('statement.from')} value={from} onChange={setFrom} />
        <DayField label={t('statement.to')} value={to} onChange={setTo} />
      </Columns>
      <Row justify="end">
        <Button
          kind="main"
          icon="download"
          disabled={!isWhole}
          href={statementHref(path, { from: from ?? today, to: to ?? today })}
        >
          {t('statement.open')}
        </Button>
      </Row>
    </Dialog>
  )
}
