import { useState } from 'react'
import { useAct } from '../../../ui/api/index.ts'
import { Button, Dialog, Notice, Row, Stack, Text, notify, useWords } from '../../../ui/kit/index.ts'
import { BundleTimes } from '../bundles/BundleTimes.tsx'
import type { BundleTime } from '../bundles/use-bundle-times.ts'
import { wallOf } from '../zone.ts'
import type { Request } from './RequestsScreen.tsx'

/** Another time for several services that were asked for at once, with the same people; booked at once, the client is told. */
export function ProposeSeveralDialog({ request, onClose }: { request: Request; onClose: () => void }) {
  const { t } = useWords('scheduling')
  const approve = useAct('POST /appointments/{id}/approval')
  const { zone, parts, client, bundleId } = request
  const name = client?.name ?? ''
  const [day, setDay] = useState(wallOf(request.startsAt, zone).slice(0, 10))
  const [chosen, setChosen] = useState<BundleTime | null>(null)
  const [error, setError] = useState<unknown>(null)
  async function propose(time: BundleTime): Promise<void> {
    setError(null)
    try {
      await approve.do({ id: request.id, rowVersion: request.rowVersion, startsAt: time.startsAt })
      notify.done(t('requests.proposed', { name }))
      onClose()
    } catch (failure) {
      setError(failure)
      setChosen(null)
    }
  }
  return (
    <Dialog open onClose={onClose} title={t('requests.proposeTitle', { name })}>
      <Stack>
        <Text tone="soft">{t('requests.proposeText')}</Text>
        <BundleTimes
          wish={{
            parts: parts.map(({ serviceId, practitioner, startsAt, endsAt }) => ({
              serviceId,
              practitionerId: practitioner?.id ?? null,
              durationMinutes: (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000,
            })),
            locationId: request.location.id,
            ...(client ? { clientId: client.id } : {}),
            ...(bundleId ? { except: bundleId } : {}),
          }}
          zone={zone}
          day={day}
          chosen={chosen}
          onDay={(next) => {
            setDay(next)
            setChosen(null)
          }}
          onChoose={(time) => {
            setDay(wallOf(time.startsAt, zone).slice(0, 10))
            setChosen(time)
          }}
          names={parts.map(({ service, practitioner }) => ({ service, who: practitioner?.name ?? '' }))}
        />
        <Notice of={error} />
        <Row justify="end">
          <Button onClick={onClose}>{t('goBack')}</Button>
          <Button
            kind="main"
            busy={approve.busy}
            disabled={!chosen}
            onClick={() => void (chosen && propose(chosen))}
          >
            {t('requests.proposeAct')}
          </Button>
        </Row>
      </Stack>
    </Dialog>
  )
}
