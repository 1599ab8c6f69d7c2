import type { Mover } from '../visit/use-move.ts'
import { Dialog, useWords } from '../../../ui/kit/index.ts'
import { BookBesideDialog } from '../noshow/BookBesideDialog.tsx'
import { SessionDrawer } from '../sessions/SessionDrawer.tsx'
import { FitsGap } from '../waitlist/FitsGap.tsx'
import { WhyNotDialog } from '../why-not/WhyNotDialog.tsx'
import { wallOf } from '../zone.ts'
import type { CalendarAnswer } from './calendar-model.ts'
import { BlockTimeDialog } from './BlockTimeDialog.tsx'
import { NextFreeDialog } from './NextFreeDialog.tsx'
import { Refusals } from './Refusals.tsx'
import { SlotMenu } from './SlotMenu.tsx'
import type { CalendarState } from './use-calendar.ts'
import type { Paster } from './use-paste.ts'
import type { Targets } from './use-targets.tsx'
import { VisitMenu } from './VisitMenu.tsx'

interface CalendarOverlaysProps {
  calendar: CalendarState
  answer: CalendarAnswer | undefined
  targets: Targets
  mover: Mover
  paster: Paster
  onOpen: (id: string, ask?: 'move' | 'cancel') => void
}

/** Menus and dialogs that open over the calendar. */
export function CalendarOverlays({
  calendar,
  answer,
  targets,
  mover,
  paster,
  onOpen,
}: CalendarOverlaysProps) {
  const { t } = useWords('scheduling')
  const { frame, date, setUrl } = calendar
  const { opened, close, setOpened } = targets
  const nameOf = (id: string) => answer?.practitioners.find((one) => one.id === id)?.name ?? ''
  const bookAt = (wish: { at: string; serviceId: string; practitionerId: string; clientId?: string }) => {
    close()
    setUrl({
      new: '1',
      at: wish.at,
      with: wish.practitionerId,
      service: wish.serviceId,
      client: wish.clientId ?? '',
    })
  }
  return (
    <>
      <SessionDrawer
        id={calendar.url.session}
        onVisit={(visit) => setUrl({ session: '', visit })}
        onClose={() => setUrl({ session: '' })}
      />
      <Refusals mover={mover} paster={paster} zone={frame.zone} answer={answer} />
      {opened?.kind === 'visit' && (
        <VisitMenu
          visit={opened.visit}
          zone={frame.zone}
          at={opened.at}
          mayBook={targets.mayBook}
          onCopy={() => paster.copy(opened.visit)}
          onOpen={(ask) => onOpen(opened.visit.id, ask)}
          onBookAgain={() => setOpened({ kind: 'next', visit: opened.visit })}
          onBeside={(slot) => setOpened({ kind: 'beside', slot })}
          onClose={() => setOpened((now) => (now === opened ? null : now))}
        />
      )}
      {opened?.kind === 'slot' && (
        <SlotMenu
          slot={opened.slot}
          at={opened.at}
          who={nameOf(targets.wishAt(opened.slot).with)}
          copiedName={paster.copied?.clientName ?? null}
          mayBook={targets.mayBook}
          onBook={() => targets.book(opened.slot)}
          onPaste={() => targets.paste(opened.slot)}
          onWhy={() => targets.why(opened.slot)}
          onFits={targets.fits(opened.slot)}
          onBlock={targets.block(opened.slot)}
          onFree={targets.free(opened.slot)}
          onClose={() => setOpened((now) => (now === opened ? null : now))}
        />
      )}
      {opened?.kind === 'why' && (
        <WhyNotDialog
          at={opened.slot.start}
          practitionerId={opened.practitionerId}
          locationId={frame.locationId}
          zone={frame.zone}
          names={{
            practitioner: nameOf(opened.practitionerId),
            room: (id) => answer?.rooms.find((one) => one.id === id)?.name,
          }}
          onBook={({ at, serviceId }) =>
            bookAt({ at: wallOf(at, frame.zone), serviceId, practitionerId: opened.practitionerId })
          }
          onClose={close}
        />
      )}
      {opened?.kind === 'fits' && (
        <Dialog open onClose={close} title={t('waitlist.fitsTitle')} size="large">
          <FitsGap gap={opened.gap} onDone={close} />
        </Dialog>
      )}
      {opened?.kind === 'block' && (
        <BlockTimeDialog gap={opened.gap} who={nameOf(opened.gap.practitionerId)} onClose={close} />
      )}
      {opened?.kind === 'beside' && <BookBesideDialog slot={opened.slot} onClose={close} />}
      {opened?.kind === 'next' && (
        <NextFreeDialog
          zone={frame.zone}
          locationId={frame.locationId}
          date={date}
          people={answer?.practitioners ?? []}
          {...(opened.visit ? ofVisit(opened.visit) : {})}
          onBook={(wish) =>
            bookAt({ ...wish, ...(opened.visit?.clientId ? { clientId: opened.visit.clientId } : {}) })
          }
          onClose={close}
        />
      )}
    </>
  )
}

function ofVisit({ serviceId, practitionerId, clientId, clientName }: CalendarAnswer['visits'][number]) {
  return {
    serviceId,
    ...(practitionerId ? { practitionerId } : {}),
    ...(clientId ? { clientId } : {}),
    ...(clientName ? { clientName } : {}),
  }
}
