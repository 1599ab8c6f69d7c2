import { useAct } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  Code,
  confirm,
  Day,
  Facts,
  Menu,
  notify,
  Panel,
  Row,
  Stack,
  Text,
  useWords,
} from '../../../ui/kit/index.ts'
import { CoverFigures, NoCover } from './CoverFigures.tsx'
import type { Policy } from './cover-words.ts'

interface PolicyCardProps {
  policy: Policy
  onChange: () => void
  onCheck: (id: string) => void
  onHistory: () => void
}

/** One policy: what stands on the card, what the payer last said, and what can be done. */
export function PolicyCard({ policy, onChange, onCheck, onHistory }: PolicyCardProps) {
  const { t } = useWords('intake')
  const isOpen = policy.state === 'in_force' || policy.state === 'proposed'
  return (
    <Panel
      title={
        <Row>
          {policy.payerName}
          <Badge tone={policy.state === 'in_force' ? 'good' : policy.state === 'proposed' ? 'warn' : 'calm'}>
            {policy.state === 'in_force'
              ? t(`insurance.place.${policy.priority}`)
              : t(`insurance.state.${policy.state}`)}
          </Badge>
        </Row>
      }
      actions={<Acts policy={policy} onChange={onChange} onCheck={onCheck} onHistory={onHistory} />}
    >
      <Stack>
        {policy.state === 'proposed' && <Proposed policy={policy} />}
        <Facts of={factsOf(policy, t)} />
        {isOpen && (policy.cover ? <CoverFigures cover={policy.cover} /> : <NoCover />)}
      </Stack>
    </Panel>
  )
}

function factsOf(policy: Policy, t: (key: string) => string): [string, React.ReactNode][] {
  const facts: [string, React.ReactNode][] = [
    [t('insurance.memberId'), <Code key="member">{policy.memberId}</Code>],
  ]
  if (policy.groupNumber) facts.push([t('insurance.group'), policy.groupNumber])
  if (policy.planName) facts.push([t('insurance.plan'), policy.planName])
  if (policy.relation !== 'self') {
    const name = [policy.holder.givenName, policy.holder.familyName].filter(Boolean).join(' ')
    facts.push([t('insurance.holder'), `${name} (${t(`insurance.relation.${policy.relation}`)})`])
  }
  if (policy.validFrom || policy.validTo)
    facts.push([
      t('insurance.valid'),
      <span key="valid">
        {policy.validFrom ? <Day of={policy.validFrom} /> : '…'} –{' '}
        {policy.validTo ? <Day of={policy.validTo} /> : '…'}
      </span>,
    ])
  if (policy.endReason) facts.push([t('insurance.endReason'), policy.endReason])
  return facts
}

function Proposed({ policy }: { policy: Policy }) {
  const { t } = useWords('intake')
  const yes = useAct('POST /policies/{id}/confirmation')
  const no = useAct('POST /policies/{id}/refusal')
  return (
    <Stack gap="tight">
      <Text size="small">
        {t(policy.replacesId ? 'insurance.proposedInstead' : 'insurance.proposedText')}
      </Text>
      {policy.can.confirm && (
        <Row>
          <Button
            kind="main"
            icon="check"
            busy={yes.busy}
            onClick={() =>
              yes
                .do({ id: policy.id, rowVersion: policy.rowVersion })
                .then(() => notify.done(t('insurance.confirmed')), notify.problem)
            }
          >
            {t('insurance.confirm')}
          </Button>
          <Button
            onClick={() =>
              confirm({
                title: t('insurance.declineTitle'),
                act: t('insurance.decline'),
                reason: 'required',
                onConfirm: (reason) => no.do({ id: policy.id, reason }),
              })
            }
          >
            {t('insurance.decline')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}

function Acts({ policy, onChange, onCheck, onHistory }: PolicyCardProps) {
  const { t } = useWords('intake')
  const ask = useAct('POST /policies/{id}/checks')
  const end = useAct('POST /policies/{id}/end')
  const isAsking = policy.cover?.state === 'waiting' || policy.cover?.state === 'sent'
  return (
    <Row>
      {policy.can.check && (
        <Button
          icon="refresh"
          busy={ask.busy || isAsking}
          onClick={() => ask.do({ id: policy.id }).catch(notify.problem)}
        >
          {t('insurance.check')}
        </Button>
      )}
      <Menu
        label={t('insurance.acts', { payer: policy.payerName })}
        entries={[
          policy.cover !== null && {
            label: t('insurance.showCheck'),
            icon: 'show',
            onClick: () => onCheck(policy.cover!.checkId),
          },
          policy.can.change && { label: t('insurance.change'), icon: 'edit', onClick: onChange },
          { label: t('insurance.history'), icon: 'history', onClick: onHistory },
          policy.can.end && {
            label: t('insurance.end'),
            icon: 'archive',
            onClick: () =>
              confirm({
                title: t('insurance.endTitle'),
                text: t('insurance.endText'),
                act: t('insurance.end'),
                reason: 'required',
                onConfirm: (reason) => end.do({ id: policy.id, reason }),
              }),
          },
        ]}
      />
    </Row>
  )
}
