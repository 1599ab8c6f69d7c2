import { Badge, useFormat, useWords } from '../../../ui/kit/index.ts'
import type { Risk } from './risk-words.ts'
import { toneOf } from './risk-words.ts'

/** The chance of absence with its level in words; the colour only repeats it. */
export function RiskBadge({ risk }: { risk: Pick<Risk, 'chance' | 'level'> }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  if (risk.chance === null) return <span>–</span>
  return (
    <Badge tone={toneOf[risk.level]} {...(risk.level === 'high' ? { icon: 'alert' as const } : {})}>
      {format.percent(risk.chance)} · {t(`noShows.level.${risk.level}`)}
    </Badge>
  )
}
