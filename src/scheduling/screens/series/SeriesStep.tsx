import { useEffect, useState } from 'react'
import type { Returns, Takes } from '../../../ui/api/index.ts'
import { ProblemError, useAct } from '../../../ui/api/index.ts'
import {
  Button,
  Loading,
  Notice,
  Row,
  Stack,
  Text,
  notify,
  useCan,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { LookedRows } from './LookedRows.tsx'
import { useChoices } from './use-choices.ts'
import own from './series.module.css'

export type SeriesInput = Takes<'POST /series'>
type Look = Returns<'POST /series/preview'>

interface SeriesStepProps {
  input: SeriesInput
  onBack: () => void
  onDone: () => void
}

/** The dates of a series before they are booked: what is free, what to do with the rest, and then all in one step. */
export function SeriesStep({ input, onBack, onDone }: SeriesStepProps) {
  const { t } = useWords('scheduling')
  const can = useCan()
  const book = useAct('POST /series')
  const choices = useChoices()
  const { look, error, again } = useLook(input)
  const [refusal, setRefusal] = useState<unknown>(null)
  if (error) return <Refused error={error} onBack={onBack} />
  if (!look) return <Loading lines={8} />
  const rows = look.rows.map((row) => ({ ...row, key: row.wall }))
  const open = choices.open(rows)
  const count = choices.count(rows)

  async function submit(): Promise<void> {
    setRefusal(null)
    try {
      const done = await book.do({
        ...input,
        ...(look!.practitioner ? { practitionerId: look!.practitioner.id } : {}),
        rows: choices.list().map(({ key, ...choice }) => ({ wall: key, ...choice })),
      })
      notify.done(t('series.booked', { count: done.visits.length, name: done.visits[0]?.client?.name ?? '' }))
      onDone()
    } catch (failed) {
      // Somebody was faster: the rows say so when they are looked at again.
      if (failed instanceof ProblemError && failed.code === 'rows_taken') again()
      setRefusal(failed)
    }
  }
  return (
    <Stack>
      <Totals look={look} open={open} />
      {refusal !== null && <Notice tone="bad" of={refusal} />}
      <LookedRows rows={rows} zone={look.zone} choices={choices} canForce={can('appointments.overlap')} />
      <Row justify="between">
        <Button icon="back" onClick={onBack}>
          {t('series.back')}
        </Button>
        <Button kind="main" busy={book.busy} disabled={open > 0 || count === 0} onClick={() => void submit()}>
          {open > 0 ? t('series.decide', { count: open }) : t('series.book', { count })}
        </Button>
      </Row>
    </Stack>
  )
}

function useLook(input: SeriesInput) {
  const { do: ask } = useAct('POST /series/preview', { refresh: [] })
  const [look, setLook] = useState<Look | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const { newClient: _new, notes: _notes, ...wish } = input
    ask(wish).then(setLook, setError)
    // Asked once for each look; the wish does not change while it is shown.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [turn])
  return { look, error, again: () => setTurn(turn + 1) }
}

export function Refused({ error, onBack }: { error: unknown; onBack: () => void }) {
  const { t } = useWords('scheduling')
  return (
    <Stack>
      <Notice tone="bad" of={error} />
      <Row>
        <Button icon="back" onClick={onBack}>
          {t('series.back')}
        </Button>
      </Row>
    </Stack>
  )
}

function Totals({ look, open }: { look: Look; open: number }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { totals, practitioner, rows, chosenBecause } = look
  const [first, last] = [rows[0]!.wall, rows.at(-1)!.wall].map((wall) => format.day(wall.slice(0, 10)))
  return (
    <div className={own.totals}>
      <strong>{t('series.total', { count: totals.dates, first, last })}</strong>
      <Text tone="soft" size="small">
        {[
          practitioner && t(chosenBecause ? 'series.withChosen' : 'series.with', { who: practitioner.name }),
          t('series.free', { count: totals.free }),
          totals.conflicts > 0 && t('series.conflicts', { count: totals.conflicts }),
          totals.noSuchTime > 0 && t('series.skipped', { count: totals.noSuchTime }),
          format.money(totals.priceMinor),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {open > 0 && <Notice tone="warn">{t('series.openHelp')}</Notice>}
    </div>
  )
}
