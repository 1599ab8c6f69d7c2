import { useEffect, useState } from 'react'
import type { Returns, Takes } from '../../../ui/api/index.ts'
import { useAct } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  EmptyState,
  Loading,
  Notice,
  Row,
  Stack,
  notify,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { Refused } from '../series/SeriesStep.tsx'
import own from '../series/series.module.css'

export type PlanInput = Omit<Takes<'POST /plans'>, 'times'>
type Look = Returns<'POST /plans/preview'>
type Option = Look['options'][number]

interface PlanStepProps {
  input: PlanInput
  onBack: () => void
  onDone: () => void
}

/** The times found for a plan; when not all fit, what to give up for more of them. One is chosen and booked in one step. */
export function PlanStep({ input, onBack, onDone }: PlanStepProps) {
  const { t } = useWords('scheduling')
  const { do: ask } = useAct('POST /plans/preview', { refresh: [] })
  const book = useAct('POST /plans')
  const [look, setLook] = useState<Look | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [refusal, setRefusal] = useState<unknown>(null)
  const [turn, setTurn] = useState(0)
  const [at, setAt] = useState(0)
  useEffect(() => {
    const { newClient: _new, episodeId: _episode, ...wish } = input
    ask(wish).then(setLook, setError)
    // Asked once for each look; the wish does not change while it is shown.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [turn])
  if (error) return <Refused error={error} onBack={onBack} />
  if (!look) return <Loading lines={8} />
  const chosen = look.options[at] ?? look.options[0]
  const count = chosen?.times.length ?? 0

  async function submit(): Promise<void> {
    setRefusal(null)
    try {
      const times = chosen!.times.map(({ startsAt, practitionerId, locationId }) => ({
        startsAt,
        practitionerId,
        locationId,
      }))
      const done = await book.do({ ...input, times })
      notify.done(t('series.booked', { count: done.visits.length, name: done.visits[0]?.client?.name ?? '' }))
      onDone()
    } catch (failed) {
      setRefusal(failed)
      setTurn(turn + 1)
    }
  }
  return (
    <Stack>
      {refusal !== null && <Notice tone="bad" of={refusal} />}
      {count === 0 ? (
        <EmptyState icon="calendar" title={t('plan.none')} text={t('plan.noneText')} />
      ) : (
        <div className={own.options} role="radiogroup" aria-label={t('plan.options')}>
          {look.options.map((option, index) => (
            <OptionCard
              key={option.kind}
              option={option}
              isOn={option === chosen}
              onChoose={() => setAt(index)}
            />
          ))}
        </div>
      )}
      <Row justify="between">
        <Button icon="back" onClick={onBack}>
          {t('series.back')}
        </Button>
        <Button kind="main" busy={book.busy} disabled={count === 0} onClick={() => void submit()}>
          {t('series.book', { count })}
        </Button>
      </Row>
    </Stack>
  )
}

function OptionCard({ option, isOn, onChoose }: { option: Option; isOn: boolean; onChoose: () => void }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { times, of } = option
  const who = (id: string) =>
    option.practitioners.length > 1 ? option.practitioners.find((one) => one.id === id)?.name : null
  return (
    <label className={own.planOption} data-on={isOn || undefined}>
      <input type="radio" name="plan option" checked={isOn} onChange={onChoose} />
      <span className={own.optionHead}>
        <strong>{useOptionWords(option)}</strong>
        <Badge tone={times.length === of ? 'good' : 'warn'}>
          {t('plan.fits', { fits: times.length, of })}
        </Badge>
      </span>
      <span className={own.optionTimes}>
        {times.map((time) => (
          <span key={time.startsAt}>
            {[
              `${format.day(time.wall.slice(0, 10), 'weekday')} ${format.wallTime(time.wall)}`,
              who(time.practitionerId),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        ))}
      </span>
    </label>
  )
}

/** "All 8 if Thursdays are allowed", "7 of 8 as wished". */
function useOptionWords({ kind, times, of, practitioners, weekdays, dayParts }: Option): string {
  const { t, language } = useWords('scheduling')
  const list = (words: string[]) => new Intl.ListFormat(language, { type: 'conjunction' }).format(words)
  const dayName = (day: number) =>
    new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, 2, 1 + day))
  const give = list([...weekdays.map(dayName), ...dayParts.map((part) => t(`plan.part.${part}`))])
  const values = { fits: times.length, of, who: list(practitioners.map(({ name }) => name)), give }
  return t(`plan.kind.${kind}`, values)
}
