import { Button, Card, Notice, useWords } from '../../../ui/public/index.ts'
import type { StepProps } from './BookScreen.tsx'
import { chosenIn } from './chosen.ts'
import { HoldNotice, useSecondsLeft } from './HoldNotice.tsx'
import { alternativesOf, type Hold } from './offer.ts'
import { SlotButtons, type AnySlot } from './SlotButtons.tsx'
import { VisitFacts } from './VisitFacts.tsx'

/** The time that is kept while details are typed, with every way on when it is not any more. */
export function KeptTime({ booking, offer, hold }: StepProps & { hold: Hold }) {
  const { t } = useWords('scheduling')
  const chosen = chosenIn(offer, booking.address)
  const { wish, refusal, busy } = booking
  const isOver = useSecondsLeft(hold.heldUntil) === 0
  const alternatives = alternativesOf(refusal)

  async function takeAgain(): Promise<void> {
    if (chosen.length === 0 || !wish) return
    // The same person as before, even where anybody would do: that is what was shown.
    const practitionerId = hold.visit.practitioner?.id ?? wish.practitionerId
    if (!(await booking.take(chosen, { ...wish, practitionerId }))) booking.go({ step: '' }, 'replace')
  }
  async function takeOther(slot: AnySlot): Promise<void> {
    if (chosen.length > 0) await booking.take(chosen, slot)
  }
  return (
    <>
      <HoldNotice hold={hold} onMore={takeAgain} busy={busy}>
        <Button onClick={() => booking.go({ step: '' })}>{t('hold.other')}</Button>
      </HoldNotice>
      {refusal && (
        <Notice of={refusal} tone={alternatives.length > 0 ? 'warn' : 'bad'}>
          {alternatives.length > 0 && (
            <SlotButtons slots={alternatives} offer={offer} busy={busy} withDay onTake={takeOther} />
          )}
        </Notice>
      )}
      <Card>
        <VisitFacts visit={hold.visit} practice={offer.practice} />
        {!isOver && (
          <div>
            <Button kind="quiet" onClick={() => booking.go({ step: '' })}>
              {t('hold.other')}
            </Button>
          </div>
        )}
      </Card>
    </>
  )
}
