import { Button, Notice, useWords } from '../../../ui/public/index.ts'
import type { Offer } from './offer.ts'
import { usePracticeFormat } from './use-format.ts'

interface AwayProps {
  offer: Offer
  /** Who was chosen; null: anybody. */
  id: string | null
  /** Who offers all that was chosen. */
  people: string[]
  onSwitch: (id: string) => void
}

/** Whoever was chosen is away now or soon: until when, what they say, and who stands in. */
export function Away({ offer, id, people, onSwitch }: AwayProps) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat(offer.practice)
  const person = offer.practitioners.find((one) => one.id === id)
  const away = person?.away
  if (!person || !away) return null
  const substitute = offer.practitioners.find((one) => one.id === away.substituteId)
  const days = {
    from: format.day(format.dayOf(away.from), 'long'),
    until: format.day(format.dayOf(lastMoment(away.until)), 'long'),
  }
  return (
    <Notice title={t(days.from === days.until ? 'away.day' : 'away.title', { name: person.name, ...days })}>
      {away.note && <p className="kept">{away.note}</p>}
      {substitute && <p>{t('away.substitute', { name: substitute.name })}</p>}
      {substitute && people.includes(substitute.id) && (
        <Button onClick={() => onSwitch(substitute.id)}>{t('away.switch', { name: substitute.name })}</Button>
      )}
    </Notice>
  )
}

/** Leave ends at midnight: the day before is its last. */
function lastMoment(until: string): string {
  return new Date(Date.parse(until) - 1).toISOString()
}
