import { useFormat, useWords } from '../../ui/kit/index.ts'
import type { Reading } from './MeasuresScreen.tsx'
import { minorUnits } from './minor-units.ts'

/** How the figures of a measure are written: the value, its sums, its groups. */
export function useFigure({ definition, by, currency }: Pick<Reading, 'definition' | 'by' | 'currency'>) {
  const { t } = useWords('insight')
  const format = useFormat()
  const unit = minorUnits(currency)
  const sum = (value: number) =>
    definition.unit === 'minor'
      ? format.money(Math.round(value), currency)
      : format.number(value, { maximumFractionDigits: 1 })
  const value = (figure: number | null) => {
    if (figure === null) return '–'
    if (definition.unit === 'share') return format.percent(figure)
    return definition.unit === 'minutes' ? t('measures.minutes', { count: Math.round(figure) }) : sum(figure)
  }
  return {
    sum,
    value,
    /** For the axis of a chart: percent and amounts, not shares and cents. */
    drawn: (figure: number | null) =>
      figure === null
        ? null
        : definition.unit === 'share'
          ? figure * 100
          : definition.unit === 'minor'
            ? figure / unit
            : figure,
    axis: (drawn: number) =>
      definition.unit === 'share'
        ? format.percent(drawn / 100)
        : definition.unit === 'minor'
          ? format.number(drawn, { style: 'currency', currency, maximumFractionDigits: 0 })
          : format.number(drawn, { maximumFractionDigits: 1 }),
    span: (from: string, to: string) =>
      from === to ? format.day(from) : `${format.day(from)} – ${format.day(to)}`,
    group: (key: string, label: string) => {
      if (by === 'day') return format.day(key, 'weekday')
      if (by === 'weekday') return t(`weekday.${key}`)
      if (key === 'unknown' || key === 'none' || key === 'negative') return t(`group.${key}`)
      if (by === 'sex' || by === 'source' || by === 'tender')
        return t(`group.${key}`, { defaultValue: label.replaceAll('_', ' ') })
      return by === 'hour' ? `${key}:00` : label
    },
  }
}
