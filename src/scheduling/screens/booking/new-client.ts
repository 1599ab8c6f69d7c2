import type { BookingFields } from './BookingForm.tsx'
import type { BookingInput } from './use-booking.ts'

/** What was typed of somebody new; empty fields are left out. */
export function newClientOf({
  givenName,
  familyName,
  phone,
  email,
  bornOn,
}: BookingFields['values']): NonNullable<BookingInput['newClient']> {
  return {
    givenName: givenName.trim(),
    familyName: familyName.trim(),
    ...(phone.trim() ? { phone: phone.trim() } : {}),
    ...(email.trim() ? { email: email.trim() } : {}),
    ...(bornOn ? { bornOn } : {}),
  }
}
