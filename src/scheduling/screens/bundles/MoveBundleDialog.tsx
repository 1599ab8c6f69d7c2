import { useState } from 'react'
import type { Takes } from '../../../ui/api/index.ts'
import { useAct } from '../../../ui/api/index.ts'
import {
  Button,
  Dialog,
  Notice,
  Row,
  Stack,
  Text,
  TimeField,
  notify,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { instantOf, wallOf } from '../zone.ts'
import type { BundleAnswer } from './BundlePanel.tsx'
import { BundleTimes, NextTimes } from './BundleTimes.tsx'
import type { BundleRefusal } from './use-bundle.ts'
import { refusalIfAny } from './use-bundle.ts'
import type { BundleTime, BundleWish } from './use-bundle-times.ts'

interface MoveBundleDialogProps {
  bundle: BundleAnswer
  onClose: () => void
}

/** Moves all parts that are still ahead: to a time at which all can be had in a row, or by one shift. */
export function MoveBundleDialog({ bundle, onClose }: MoveBundleDialogProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const move = useAct('POST /bundles/{id}/move')
  const [ahead] = useState(() => partsAhead(bundle))
  const { zone } = ahead[0] ?? bundle.visits[0]!
  const [day, setDay] = useState(wallOf((ahead[0] ?? bundle.visits[0]!).startsAt, zone).slice(0, 10))
  const [chosen, setChosen] = useState<BundleTime | null>(null)
  const [time, setTime] = useState('')
  const [refused, setRefused] = useState<{ error: unknown; times: BundleRefusal | null } | null>(null)

  function choose(next: BundleTime): void {
    setDay(wallOf(next.startsAt, zone).slice(0, 10))
    setChosen(next)
    setTime('')
    setRefused(null)
  }
  async function submit(): Promise<void> {
    const to = chosen ? partsOf(ahead, chosen) : { startsAt: instantOf(`${day}T${time}`, zone) }
    try {
      const { visits } = await move.do({ id: bundle.id, ...to })
      const first = visits.find(({ id }) => ahead.some((one) => one.id === id)) ?? visits[0]!
      const start = wallOf(first.startsAt, zone)
      const when = `${format.day(start.slice(0, 10), 'weekday')}, ${format.wallTime(start)}`
      notify.done(t('bundle.moved', { when }))
      onClose()
    } catch (error) {
      setRefused({ error, times: refusalIfAny(error) })
    }
  }
  return (
    <Dialog open onClose={onClose} title={t('bundle.moveTitle')}>
      <Stack>
        <BundleTimes
          wish={wishOf(bundle, ahead)}
          zone={zone}
          day={day}
          chosen={chosen}
          onDay={(next) => {
            setDay(next)
            setChosen(null)
          }}
          onChoose={choose}
          names={ahead.map(({ service, practitioner }) => ({
            service: service.name,
            who: practitioner?.name ?? '',
          }))}
        />
        <TimeField
          label={t('bundle.otherTime')}
          help={t('bundle.otherTimeHelp')}
          value={time}
          onChange={(next: string) => {
            setTime(next)
            setChosen(null)
          }}
        />
        <Text tone="soft" size="small">
          {t('bundle.moveHelp')}
        </Text>
        {refused && !refused.times && <Notice tone="bad" of={refused.error} />}
        {refused?.times && (
          <Notice
            tone="bad"
            action={
              <NextTimes words={t('bundle.next')} times={refused.times.times} zone={zone} onChoose={choose} />
            }
          >
            {t('bundle.notMoved')}
          </Notice>
        )}
        <Row justify="end">
          <Button onClick={onClose}>{t('goBack')}</Button>
          <Button kind="main" busy={move.busy} disabled={!chosen && !time} onClick={() => void submit()}>
            {t('bundle.moveAct')}
          </Button>
        </Row>
      </Stack>
    </Dialog>
  )
}

type Part = BundleAnswer['visits'][number]

function partsAhead({ visits }: BundleAnswer): Part[] {
  return visits.filter(
    ({ state, startsAt }) =>
      ['requested', 'booked', 'confirmed'].includes(state) && Date.parse(startsAt) > Date.now(),
  )
}

function wishOf({ id, clientId }: BundleAnswer, ahead: readonly Part[]): BundleWish {
  return {
    parts: ahead.map(({ service, practitioner, startsAt, endsAt }) => ({
      serviceId: service.id,
      practitionerId: practitioner?.id ?? null,
      durationMinutes: (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000,
    })),
    ...(ahead[0] ? { locationId: ahead[0].location.id } : {}),
    ...(clientId ? { clientId } : {}),
    except: id,
  }
}

function partsOf(
  ahead: readonly Part[],
  { parts, locationId }: BundleTime,
): Pick<Takes<'POST /bundles/{id}/move'>, 'parts' | 'locationId'> {
  return {
    parts: ahead.map(({ id }, nth) => ({ id, startsAt: parts[nth]!.startsAt })),
    locationId,
  }
}
