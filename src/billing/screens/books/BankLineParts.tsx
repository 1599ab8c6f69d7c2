import { useAct } from '../../../ui/api/index.ts'
import { Badge, Button, notify, Row, Text, useCan, useFormat, useWords } from '../../../ui/kit/index.ts'
import type { BankLine } from './BankTab.tsx'
import { settlementOf } from './settlement.ts'

/** What became of a line, or what it most probably is. */
export function WhatItIs({ line }: { line: BankLine }) {
  const { t } = useWords('billing')
  if (line.settledAs)
    return (
      <span>
        <Badge
          tone={line.settledAs === 'ignored' ? 'calm' : 'good'}
          icon={line.settledAs === 'ignored' ? 'archive' : 'done'}
        >
          {t(`books.bank.as.${line.settledAs}`)}
        </Badge>
        <Text tone="soft" size="small" as="div">
          {line.note ??
            line.matches
              .map((one) => one.name)
              .filter(Boolean)
              .join(', ')}
        </Text>
      </span>
    )
  const best = line.proposals[0]
  if (!best) return <Badge icon="help">{t('books.bank.unknown')}</Badge>
  return (
    <span>
      <ProposalText proposal={best} />
      <Row>
        <Badge
          tone={best.sureness === 'sure' ? 'good' : best.sureness === 'likely' ? 'info' : 'calm'}
          icon={best.sureness === 'sure' ? 'check' : 'help'}
        >
          {t(`books.bank.sureness.${best.sureness}`)}
        </Badge>
        <Text tone="soft" size="small" as="span">
          {best.why.map((one) => t(`books.bank.why.${one}`)).join(', ')}
        </Text>
      </Row>
    </span>
  )
}

/** 'Invoice 12 · Mia Rossi', 'Payment of Mia Rossi', 'Payout'. */
export function ProposalText({ proposal }: { proposal: BankLine['proposals'][number] }) {
  const { t } = useWords('billing')
  const format = useFormat()
  if (proposal.kind !== 'invoices')
    return <span>{t(`books.bank.found.${proposal.kind}`, { name: proposal.name })}</span>
  const numbers = proposal.parts.map((one) => t('invoiceNumber', { number: one.number })).join(', ')
  const names = [...new Set(proposal.parts.map((one) => one.name))].join(', ')
  return (
    <span>
      {numbers} · {names}
      {proposal.restMinor > 0 && ` · ${t('books.bank.rest', { amount: format.money(proposal.restMinor) })}`}
    </span>
  )
}

/** One click for what is most probable; everything else is a look away. */
export function QuickConfirm({ line }: { line: BankLine }) {
  const { t } = useWords('billing')
  const can = useCan()
  const settle = useAct('POST /bank-lines/{id}/settlement')
  const best = line.proposals[0]
  if (line.settledAs || !best || best.sureness === 'possible' || !can('bank.reconcile')) return null
  const act = () =>
    settle
      .do({ id: line.id, ...settlementOf(best) })
      .then(() => notify.done(t('books.bank.done')), notify.problem)
  return (
    <Button small busy={settle.busy} onClick={act}>
      {t('books.bank.confirm')}
    </Button>
  )
}
