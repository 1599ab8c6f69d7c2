import { findMeasure, readMeasure, visibleMeasures } from '../../insight/index.ts'
import type { Figures, Group, Measure, Reading } from '../../insight/index.ts'
import { UsageError, defineCommand } from '../command.ts'
import { OPERATOR, choosePractice } from '../practice-choice.ts'

export const command = defineCommand({
  summary: 'Figures of a practice, by group: no-show, utilization, invoiced …',
  usage: '[NAME] [--by GROUP] [--from DAY] [--to DAY] [--practice SLUG] [--json]',
  help: `Without NAME it lists the measures with their definitions and groups.
--by     weekday, week, month, day, hour, lead-time, age-group, location, practitioner, service, source …
         or fact:NAME for a column that an import kept (sms, gender …)
--from, --to   days such as 2026-03-01, both included; without them all days`,
  words: [0, 1],
  options: {
    by: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    practice: { type: 'string' },
  },
  run: async ({ words: [name], options, openApp, print, answer }) => {
    const app = await openApp()
    const practice = await choosePractice(app, options['practice'])
    const who = { practiceId: practice.id, actor: OPERATOR, name: 'measures' }
    await app.inPractice(who, async (ctx) => {
      if (name === undefined) {
        const all = visibleMeasures(ctx)
        for (const { name: each, formula, dimensions } of all)
          print(`${each.padEnd(22)} ${formula.en}\n${' '.repeat(23)}by ${dimensions.join(', ')}`)
        answer({
          measures: all.map((each) => ({
            name: each.name,
            title: each.title.en,
            formula: each.formula.en,
            unit: each.unit,
            by: each.dimensions,
          })),
        })
        return
      }
      const measure = findMeasure(ctx, name)
      const by = typeof options['by'] === 'string' ? groupName(measure, options['by']) : null
      const span = { from: dayOption(options['from'], 'from'), to: dayOption(options['to'], 'to') }
      const reading = await readMeasure(ctx, measure, { by, ...span })
      printReading(print, measure, reading)
      answer({
        measure: name,
        practice: practice.slug,
        formula: measure.formula.en,
        unit: measure.unit,
        by,
        ...span,
        ...totalOf(measure, reading),
        ...groupsOf(measure, by, reading),
      })
    })
  },
})

/** What an import kept may be named without `fact:`. */
function groupName(measure: Measure, by: string): string {
  const plain = by.replaceAll('_', '-')
  if ((measure.dimensions as readonly string[]).includes(plain)) return plain
  return by.startsWith('fact:') || measure.rows !== 'appointment' ? by : `fact:${by.replaceAll('-', '_')}`
}

function dayOption(value: string | boolean | undefined, name: string): string | null {
  if (value === undefined) return null
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(Date.parse(value)))
    throw new UsageError(`--${name} must be a day such as 2026-03-01.`)
  return value
}

/** Shares to six digits, as they are compared; sums as they are. */
function figuresOf(
  { numerator, denominator, unit }: Measure,
  figures: Figures,
): Record<string, number | null> {
  const value = figures.value === null ? null : Math.round(figures.value * 1e6) / 1e6
  if (denominator === null) return { [numerator.name]: figures.numerator }
  return {
    [denominator.name]: figures.denominator,
    [numerator.name]: figures.numerator,
    [unit === 'share' ? 'rate' : 'value']: value,
  }
}

function totalOf(measure: Measure, { total }: Reading) {
  return {
    ...figuresOf(measure, total),
    clients: total.clients,
    first_day: total.firstDay,
    last_day: total.lastDay,
    days: total.days,
  }
}

function groupsOf(measure: Measure, by: string | null, { groups }: Reading) {
  if (by === null) return {}
  const rows = groups.map((group) => ({ key: group.label, ...figuresOf(measure, group) }))
  const keyed = Object.fromEntries(
    distinct(groups).map(([label, group]) => [label, figuresOf(measure, group)]),
  )
  return { groups: rows, [`by_${KEYED_AS[by] ?? by.replace('fact:', '').replaceAll('-', '_')}`]: keyed }
}

const KEYED_AS: Record<string, string> = { 'lead-time': 'lead_days', 'age-group': 'age', week: 'week_iso' }

/** Two places of one name stay two. */
function distinct(groups: readonly Group[]): [string, Group][] {
  return groups.map((group) => [
    groups.some((other) => other !== group && other.label === group.label)
      ? `${group.label} (${group.key})`
      : group.label,
    group,
  ])
}

function printReading(print: (text: string) => void, measure: Measure, { total, groups }: Reading) {
  print(`${measure.title.en}. ${measure.formula.en}`)
  const lines = [...groups.map((group) => [group.label, group] as const), ['all', total] as const]
  const width = Math.max(...lines.map(([label]) => label.length))
  for (const [label, figures] of lines) {
    const cells = Object.entries(figuresOf(measure, figures)).map(
      ([name, value]) => `${name} ${value ?? '-'}`,
    )
    print(`${label.padEnd(width)}  ${cells.join('   ')}`)
  }
}
