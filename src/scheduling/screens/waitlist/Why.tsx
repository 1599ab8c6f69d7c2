import type { Returns } from '../../../ui/api/index.ts'
import { useFormat, useWords } from '../../../ui/kit/index.ts'
import classes from './waitlist.module.css'

export type Score = Returns<'GET /waitlist/matches'>['items'][number]['score']

/** The points out of 100; what they are made of stands in `Why`. */
export function Points({ score }: { score: Score }) {
  const { t } = useWords('scheduling')
  const said = Math.round(score.total)
  return (
    <span className={classes.points} title={t('waitlist.pointsOf', { points: said })}>
      {said}
    </span>
  )
}

/** Why this person stands where they stand, in words and in points. */
export function Why({ score }: { score: Score }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { facts } = score
  const words = [
    t(`waitlist.urgency.${facts.urgency}`),
    t('waitlist.waits', { count: facts.waitingDays }),
    t('waitlist.uses', { percent: format.percent(facts.usedPercent / 100) }),
    facts.practitioner === 'any' ? null : t(`waitlist.asked.${facts.practitioner}`),
    facts.offersBefore > 0
      ? t('waitlist.accepted', { accepted: facts.acceptedBefore, count: facts.offersBefore })
      : null,
  ]
  const parts = score.parts
    .filter((part) => part.weight > 0)
    .map(
      (part) =>
        `${t(`waitlist.weight.${part.key}`)} ${format.number(part.points, { maximumFractionDigits: 0 })}`,
    )
  return (
    <span className={classes.soft} title={parts.join(' + ')}>
      {words.filter(Boolean).join(' · ')}
    </span>
  )
}
