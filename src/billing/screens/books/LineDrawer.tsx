import { useState } from 'react'
import { useAct, type Takes } from '../../../ui/api/index.ts'
import {
  Button,
  confirm,
  Day,
  Drawer,
  Facts,
  Money,
  Notice,
  notify,
  Panel,
  Row,
  SelectField,
  Stack,
  Text,
  useCan,
  useGo,
  useWords,
} from '../../../ui/kit/index.ts'
import type { BankLine } from './BankTab.tsx'
import { ProposalText } from './BankLineParts.tsx'
import { settlementOf } from './settlement.ts'
import { SplitLine } from './SplitLine.tsx'

type Settlement = Takes<'POST /bank-lines/{id}/settlement'>
const PLACES = ['card_terminal', 'cash', 'cash_transit', 'cheques', 'other_tender'] as const

/** A line of the bank: what it may be, and everything that can be said about it. */
export function LineDrawer({ line, onClose }: { line: BankLine; onClose: () => void }) {
  const { t } = useWords('billing')
  return (
    <Drawer open onClose={onClose} title={t('books.bank.line')} size="large">
      <Stack>
        <Facts
          of={[
            [t('amount'), <Money key="amount" of={line.amountMinor} currency={line.currency} />],
            [t('day'), <Day key="day" of={line.bookedOn} />],
            [t('books.bank.counterparty'), line.counterparty ?? '–'],
            [t('books.bank.purpose'), line.purpose ?? '–'],
            [t('reference'), line.reference ?? '–'],
            [t('books.bank.account'), line.accountName],
          ]}
        />
        {line.settledAs ? <Settled line={line} onDone={onClose} /> : <Waiting line={line} onDone={onClose} />}
      </Stack>
    </Drawer>
  )
}

function Settled({ line, onDone }: { line: BankLine; onDone: () => void }) {
  const { t } = useWords('billing')
  const can = useCan()
  const go = useGo()
  const undo = useAct('POST /bank-lines/{id}/undoing')
  const ask = () =>
    confirm({
      title: t('books.bank.undoTitle'),
      text: line.matches.some((one) => one.isMade) ? t('books.bank.undoText') : undefined,
      act: t('books.bank.undo'),
      onConfirm: () => undo.do({ id: line.id }).then(onDone),
    })
  return (
    <Panel title={t(`books.bank.as.${line.settledAs}`)}>
      <Stack>
        {line.note && <Text>{line.note}</Text>}
        {line.matches.map((one) => (
          <Row key={one.id} justify="between">
            <span>{one.name ?? t('books.bank.as.transfer')}</span>
            <Row>
              <Money of={one.amountMinor} currency={line.currency} />
              {one.paymentId && (
                <Button small kind="quiet" onClick={() => go(`/payments/${one.paymentId}`)}>
                  {t('books.open')}
                </Button>
              )}
            </Row>
          </Row>
        ))}
        <Text tone="soft" size="small">
          {line.settledBy}
        </Text>
        {can('bank.reconcile') && (
          <Row>
            <Button icon="undo" onClick={ask}>
              {t('books.bank.undo')}
            </Button>
          </Row>
        )}
      </Stack>
    </Panel>
  )
}

function Waiting({ line, onDone }: { line: BankLine; onDone: () => void }) {
  const { t } = useWords('billing')
  const can = useCan()
  const settle = useAct('POST /bank-lines/{id}/settlement')
  const act = (wish: Omit<Settlement, 'id'>) =>
    settle.do({ id: line.id, ...wish }).then(() => {
      notify.done(t('books.bank.done'))
      onDone()
    }, notify.problem)
  if (!can('bank.reconcile')) return <Notice>{t('books.bank.mayNot')}</Notice>
  return (
    <>
      {line.proposals.length > 0 && (
        <Panel title={t('books.bank.maybe')}>
          <Stack gap="tight">
            {line.proposals.map((one, at) => (
              <Row key={at} justify="between" nowrap>
                <span>
                  <ProposalText proposal={one} />
                  <Text tone="soft" size="small" as="div">
                    {t(`books.bank.sureness.${one.sureness}`)} ·{' '}
                    {one.why.map((each) => t(`books.bank.why.${each}`)).join(', ')}
                  </Text>
                </span>
                <Button
                  small
                  kind={at === 0 ? 'main' : 'normal'}
                  busy={settle.busy}
                  onClick={() => act(settlementOf(one))}
                >
                  {t('books.bank.confirm')}
                </Button>
              </Row>
            ))}
          </Stack>
        </Panel>
      )}
      {line.amountMinor > 0 && (
        <Panel title={t('books.bank.pays')}>
          <SplitLine line={line} onSettle={act} busy={settle.busy} />
        </Panel>
      )}
      <OtherThings line={line} onTransfer={(transferFrom) => act({ transferFrom })} onDone={onDone} />
    </>
  )
}

interface OtherProps {
  line: BankLine
  onTransfer: (from: (typeof PLACES)[number]) => void
  onDone: () => void
}

function OtherThings({ line, onTransfer, onDone }: OtherProps) {
  const { t } = useWords('billing')
  const ignore = useAct('POST /bank-lines/{id}/ignoring')
  const [from, setFrom] = useState<string | null>(null)
  const ask = () =>
    confirm({
      title: t('books.bank.ignoreTitle'),
      text: t('books.bank.ignoreText'),
      act: t('books.bank.ignore'),
      reason: 'required',
      onConfirm: (reason) => ignore.do({ id: line.id, reason }).then(onDone),
    })
  return (
    <Panel title={t('books.bank.other')}>
      <Stack>
        <Row align="end">
          <SelectField
            label={t('books.bank.transferFrom')}
            value={from}
            onChange={setFrom}
            choices={PLACES.map((value) => ({ value, label: t(`books.bank.places.${value}`) }))}
          />
          <Button disabled={!from} onClick={() => onTransfer(from as (typeof PLACES)[number])}>
            {t('books.bank.transfer')}
          </Button>
        </Row>
        <Row>
          <Button icon="archive" kind="quiet" onClick={ask}>
            {t('books.bank.ignore')}
          </Button>
        </Row>
      </Stack>
    </Panel>
  )
}
