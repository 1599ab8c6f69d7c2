import { useApi } from '../../../ui/api/index.ts'
import { useWords } from '../../../ui/kit/index.ts'
import type { PacketRule } from './PacketsTab.tsx'

/** What a rule says, in a few words a manager understands. */
export function useRuleWords() {
  const { t } = useWords('intake')
  const forms = useApi('GET /forms', {})
  const consents = useApi('GET /consents', {})
  const services = useApi('GET /services', {})
  const titleOf = ({ kind, key }: { kind: string; key: string }) =>
    kind === 'service_forms'
      ? t('packets.serviceForms')
      : kind === 'form'
        ? (forms.data?.items.find((one) => one.key === key)?.title ?? key)
        : (consents.data?.items.find((one) => one.key === key)?.title ?? key)
  return {
    titleOf,
    services: services.data?.items ?? [],
    things: [
      { value: 'service_forms ', label: t('packets.serviceForms') },
      ...(forms.data?.items ?? []).map(({ key, title }) => ({ value: `form ${key}`, label: title })),
      ...(consents.data?.items ?? [])
        .filter(({ text }) => text)
        .map(({ key, title }) => ({ value: `consent ${key}`, label: `${title} (${t('packets.consent')})` })),
    ],
    items: (rule: PacketRule) =>
      rule.items
        .map((item) => `${titleOf(item)}${item.blocks ? ` (${t('packets.blocksShort')})` : ''}`)
        .join(', '),
    who: (rule: PacketRule) =>
      [
        rule.serviceIds.length + rule.categories.length > 0
          ? [
              ...rule.serviceIds.map((id) => services.data?.items.find((one) => one.id === id)?.name ?? '…'),
              ...rule.categories,
            ].join(', ')
          : t('packets.anyService'),
        rule.audience !== 'anyone' && t(`packets.audience.${rule.audience}`),
        (rule.minAge !== null || rule.maxAge !== null) &&
          t('packets.ages', { from: rule.minAge ?? 0, to: rule.maxAge ?? '∞' }),
        rule.languages.length > 0 && rule.languages.join(', '),
      ]
        .filter(Boolean)
        .join(' · '),
    when: (rule: PacketRule) =>
      [
        t(`packets.askWhen.${rule.askWhen}`, { count: rule.daysBefore ?? 0 }),
        rule.askWhen !== 'check_in' && rule.chaseTimes > 0 && t('packets.chased', { count: rule.chaseTimes }),
        rule.validMonths ? t('packets.valid', { count: rule.validMonths }) : t('packets.once'),
      ]
        .filter(Boolean)
        .join(' · '),
  }
}
