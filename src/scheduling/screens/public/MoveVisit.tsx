import { useState } from 'react'
import {
  asProblem,
  Button,
  call,
  Card,
  Notice,
  Title,
  useAddress,
  useWords,
  type ProblemError,
} from '../../../ui/public/index.ts'
import type { VisitActProps } from './CancelVisit.tsx'
import { alternativesOf, type Slot } from './offer.ts'
import { SlotButtons } from './SlotButtons.tsx'
import { SlotPicker } from './SlotPicker.tsx'
import { usePracticeFormat } from './use-format.ts'

/** Another time with the same person: choose, see both times, say yes. */
export function MoveVisit({ visit, onBack, onDone }: VisitActProps) {
  const { t } = useWords('scheduling')
  const [address, go] = useAddress()
  const [chosen, setChosen] = useState<Pick<Slot, 'startsAt'> | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  const practice = {
    ...visit.practice,
    zone: visit.zone,
    currency: visit.currency,
    website: null,
    addressLines: [],
    pack: '',
    languages: [],
  }
  const format = usePracticeFormat(practice)
  const offer = {
    practice,
    locations: [{ ...visit.location, zone: visit.zone }],
    practitioners: visit.practitioner
      ? [{ ...visit.practitioner, about: null, languages: [], photo: null, away: null }]
      : [],
  }
  const alternatives = alternativesOf(failure)
  const said = (startsAt: string) =>
    `${format.day(startsAt.slice(0, 10), 'long')}, ${format.wallTime(startsAt)}`

  async function move(): Promise<void> {
    if (!chosen) return
    setBusy(true)
    setFailure(null)
    try {
      onDone(await call('POST /visit/move', { startsAt: chosen.startsAt }))
    } catch (error) {
      setFailure(asProblem(error))
      setChosen(null)
      setBusy(false)
      window.scrollTo({ top: 0 })
    }
  }
  if (chosen) {
    return (
      <>
        <Title>{t('move.sure')}</Title>
        <Card>
          <dl className="pairs">
            <div>
              <dt>{t('move.before')}</dt>
              <dd>
                <s>{said(visit.startsAt)}</s>
              </dd>
            </div>
            <div>
              <dt>{t('move.after')}</dt>
              <dd>
                <strong>{said(chosen.startsAt)}</strong>
              </dd>
            </div>
          </dl>
        </Card>
        <Button kind="main" wide busy={busy} onClick={move}>
          {t('move.act')}
        </Button>
        <Button kind="quiet" onClick={() => setChosen(null)}>
          {t('move.other')}
        </Button>
      </>
    )
  }
  return (
    <>
      <Title about={t('move.about', { when: said(visit.startsAt) })}>{t('move.title')}</Title>
      <Notice of={failure} tone={alternatives.length > 0 ? 'warn' : 'bad'}>
        {alternatives.length > 0 && (
          <SlotButtons slots={alternatives} offer={offer} busy={busy} withDay onTake={setChosen} />
        )}
      </Notice>
      <SlotPicker
        offer={offer}
        from={address.from ?? ''}
        onFrom={(from, how) => go({ from }, how)}
        ask="visit"
        severalPlaces={false}
        refresh={failure}
        busy={busy}
        onTake={setChosen}
        nothing={null}
      />
      <Button kind="quiet" onClick={onBack}>
        {t('move.keep')}
      </Button>
    </>
  )
}
