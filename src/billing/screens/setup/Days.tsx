import { Day, useWords } from '../../../ui/kit/index.ts'

/** From when until when something holds. */
export function Days({ of }: { of: { validFrom: string; validUntil: string | null } }) {
  const { t } = useWords('billing')
  return (
    <span>
      {t('days.fromShort')} <Day of={of.validFrom} />
      {of.validUntil !== null && (
        <>
          {' '}
          {t('days.untilShort')} <Day of={of.validUntil} />
        </>
      )}
    </span>
  )
}
