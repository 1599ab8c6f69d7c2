import { useState } from 'react'
import { Button, Dialog, Stack, useWords } from '../../../ui/kit/index.ts'
import type { PartProps } from '../../../ui/staff/index.ts'
import { BookingLinkForm } from './BookingLinkForm.tsx'
import { BookingLinks } from './BookingLinks.tsx'

/** A link by which this client books without typing anything. */
export default function BookingLink({ id }: PartProps) {
  const { t } = useWords('scheduling')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon="link" onClick={() => setOpen(true)}>
        {t('bookingLink.title')}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('bookingLink.title')}>
        <Stack>
          <BookingLinkForm clientId={id} onDone={() => setOpen(false)} />
          <BookingLinks clientId={id} />
        </Stack>
      </Dialog>
    </>
  )
}
