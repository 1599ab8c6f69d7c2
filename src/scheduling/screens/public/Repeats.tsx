import { useState } from 'react'
import {
  asProblem,
  Button,
  callByLink,
  Card,
  Notice,
  SelectField,
  useWords,
  type ProblemError,
  type Returns,
} from '../../../ui/public/index.ts'
import type { StepProps } from './BookScreen.tsx'
import type { Hold } from './offer.ts'
import { RepeatDate } from './RepeatDate.tsx'

export type RepeatRow = Returns<'POST /holds/series/preview'>['rows'][number]
/** What somebody chose for a date: left out, or another time. */
export type RepeatChoice = { choice: 'skip' } | { choice: 'move'; startsAt: string }

interface RepeatsProps extends StepProps {
  hold: Hold
  /** So many visits at once, at the most. */
  most: number
}

/** The same visit week after week: look at the dates, give those that are taken another time, keep all together. */
export function Repeats({ booking, offer, hold, most }: RepeatsProps) {
  const { t } = useWords('scheduling')
  const kept = hold.visit.series.length
  const [weeks, setWeeks] = useState('0')
  const [visits, setVisits] = useState(String(Math.min(most, 6)))
  const [rows, setRows] = useState<RepeatRow[] | null>(null)
  const [choices, setChoices] = useState<Record<string, RepeatChoice>>({})
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  const wish = { everyWeeks: Number(weeks), visits: Number(visits) }
  const call = callByLink(hold.token)

  async function attempt(run: () => Promise<void>): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      await run()
    } catch (error) {
      const problem = asProblem(error)
      setFailure(problem)
      // Somebody was faster: the dates are looked at once more.
      if (problem.code === 'rows_taken')
        setRows((await call('POST /holds/series/preview', wish).catch(() => null))?.rows ?? null)
    } finally {
      setBusy(false)
    }
  }
  const look = () =>
    attempt(async () => {
      setChoices({})
      setRows((await call('POST /holds/series/preview', wish)).rows)
    })
  const keep = (change: typeof wish) =>
    attempt(async () => {
      const named = Object.entries(choices).map(([wall, choice]) => ({ wall, ...choice }))
      const answer = await call('POST /holds/series', { ...change, rows: change.visits > 1 ? named : [] })
      booking.setHold({ ...hold, ...answer })
      setRows(null)
    })
  const isOpen = (row: RepeatRow) => row.state === 'conflict' && !choices[row.wall]
  const taken = rows?.filter((row) => row.state === 'free' || choices[row.wall]?.choice === 'move') ?? []
  const left = taken.filter((row) => choices[row.wall]?.choice !== 'skip').length
  return (
    <Card title={t('repeat.title')}>
      <p className="soft">{t('repeat.about')}</p>
      <Notice of={failure} />
      {kept > 1 ? (
        <>
          <Notice tone="good">{t('repeat.kept', { count: kept })}</Notice>
          <div>
            <Button kind="quiet" busy={busy} onClick={() => keep({ everyWeeks: 1, visits: 1 })}>
              {t('repeat.once')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <div className="filters">
            <SelectField
              label={t('repeat.often')}
              chosen
              value={weeks}
              onChange={(next) => {
                setWeeks(next)
                setRows(null)
              }}
              choices={['0', '1', '2', '3', '4'].map((value) => ({ value, label: often(value) }))}
            />
            {weeks !== '0' && (
              <SelectField
                label={t('repeat.visits')}
                chosen
                value={visits}
                onChange={(next) => {
                  setVisits(next)
                  setRows(null)
                }}
                choices={Array.from({ length: most - 1 }, (_none, nth) => ({
                  value: String(nth + 2),
                  label: String(nth + 2),
                }))}
              />
            )}
          </div>
          {weeks !== '0' && !rows && (
            <Button wide busy={busy} onClick={look}>
              {t('repeat.look')}
            </Button>
          )}
          {rows && (
            <>
              <ul className="repeatDates">
                {rows.map((row) => (
                  <RepeatDate
                    key={row.wall}
                    row={row}
                    offer={offer}
                    zone={hold.visit.zone}
                    choice={choices[row.wall]}
                    onChoose={(choice) =>
                      setChoices(({ [row.wall]: _before, ...rest }) =>
                        choice ? { ...rest, [row.wall]: choice } : rest,
                      )
                    }
                  />
                ))}
              </ul>
              <Button
                kind="main"
                wide
                busy={busy}
                disabled={rows.some(isOpen) || left === 0}
                onClick={() => keep(wish)}
              >
                {t('repeat.keep')}
              </Button>
            </>
          )}
        </>
      )}
    </Card>
  )

  function often(value: string): string {
    if (value === '0') return t('repeat.once')
    return value === '1' ? t('repeat.everyWeek') : t('repeat.everyWeeks', { count: Number(value) })
  }
}
