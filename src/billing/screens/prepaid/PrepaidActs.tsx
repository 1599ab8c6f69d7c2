import { useAct } from '../../../ui/api/index.ts'
import { confirm, Menu, notify, useCan, useWords } from '../../../ui/kit/index.ts'
import type { Held, Member } from './ClientPrepaid.tsx'

/** What can be done with a package. */
export function PackageActs({ held, onExtend }: { held: Held; onExtend: () => void }) {
  const { t } = useWords('billing')
  const can = useCan()
  const refund = useAct('POST /packages/{id}/refund')
  if (held.state !== 'running' && held.state !== 'expired') return null
  const back = () =>
    confirm({
      title: t('prepaid.refundTitle'),
      text: t('prepaid.refundText'),
      act: t('prepaid.refund'),
      reason: 'required',
      danger: true,
      onConfirm: (reason) => refund.do({ id: held.id, reason }),
    })
  return (
    <Menu
      label={t('prepaid.actsOf', { name: held.name })}
      entries={[
        ...(can('invoices.manage')
          ? [{ label: t('prepaid.extend'), icon: 'clock' as const, onClick: onExtend }]
          : []),
        ...(can('payments.refund')
          ? [{ label: t('prepaid.refund'), icon: 'undo' as const, onClick: back }]
          : []),
      ]}
    />
  )
}

/** What can be done with a membership. */
export function MemberActs({ member }: { member: Member }) {
  const { t } = useWords('billing')
  const can = useCan()
  const pause = useAct('POST /memberships/{id}/pause')
  const resume = useAct('DELETE /memberships/{id}/pause')
  const end = useAct('POST /memberships/{id}/end')
  if (!can('invoices.manage') || member.state === 'over' || member.state === 'ending') return null
  const { id } = member
  const stop = () =>
    confirm({
      title: t('prepaid.endTitle', { name: member.name }),
      text: t('prepaid.endText', { count: member.noticeDays }),
      act: t('prepaid.end'),
      reason: 'required',
      danger: true,
      onConfirm: (reason) => end.do({ id, reason }),
    })
  const rest = () =>
    confirm({
      title: t('prepaid.pauseTitle', { name: member.name }),
      text: t('prepaid.pauseText'),
      act: t('prepaid.pause'),
      onConfirm: () => pause.do({ id }),
    })
  const goOn = () => resume.do({ id }).then(() => notify.done(t('shop.saved')), notify.problem)
  return (
    <Menu
      label={t('prepaid.actsOf', { name: member.name })}
      entries={[
        member.state === 'paused'
          ? { label: t('prepaid.resume'), icon: 'forward' as const, onClick: goOn }
          : { label: t('prepaid.pause'), icon: 'waiting' as const, onClick: rest },
        { label: t('prepaid.end'), icon: 'refused' as const, onClick: stop },
      ]}
    />
  )
}
