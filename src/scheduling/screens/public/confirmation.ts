import type { Takes } from '../../../ui/public/index.ts'
import type { Details } from './details.ts'
import type { Proven } from './person.ts'

type Confirmation = Takes<'POST /holds/confirmation'>

/** What is sent to make the kept time a visit: who comes, typed or proven by a mailed link. */
export function confirmationOf(
  details: Details,
  { language, proven }: { language: 'en' | 'de'; proven: Proven | null },
): Confirmation {
  const utm = new URLSearchParams(location.search).get('utm_source')
  const common = {
    ...(details.notes.trim() ? { notes: details.notes.trim() } : {}),
    ...(utm ? { source: utm.slice(0, 60) } : {}),
    // Empty in every browser that a person uses.
    ...(details.website ? { website: details.website.slice(0, 200) } : {}),
  }
  const person = proven && personOf(details, proven)
  return person ? { ...common, person } : { ...common, ...typedOf(details, language) }
}

function personOf(details: Details, { token }: Proven): Confirmation['person'] | null {
  if (details.personId === 'typed') return null
  if (details.personId !== 'new') return { token, clientId: details.personId }
  return {
    token,
    relative: {
      givenName: details.givenName.trim(),
      familyName: details.familyName.trim(),
      bornOn: details.bornOn,
      relation: details.bookerRelation || 'other',
    },
  }
}

function typedOf(details: Details, language: 'en' | 'de') {
  const { givenName, familyName, email, phone, bornOn, whose, bookerName, bookerRelation } = details
  return {
    givenName: givenName.trim(),
    familyName: familyName.trim(),
    email: email.trim(),
    language: details.language || language,
    ...(phone.trim() ? { phone: phone.trim() } : {}),
    ...(bornOn ? { bornOn } : {}),
    ...(whose === 'other'
      ? { bookedBy: { name: bookerName.trim(), relation: bookerRelation || ('other' as const) } }
      : {}),
  }
}
