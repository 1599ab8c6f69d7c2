/** Who comes, as typed. */
export interface Details {
  whose: 'self' | 'other'
  /** With a mailed link: the client who comes, 'new' for a new relative, 'typed' to type after all; '' not chosen. */
  personId: string
  givenName: string
  familyName: string
  bornOn: string
  email: string
  phone: string
  notes: string
  language: '' | 'en' | 'de'
  bookerName: string
  bookerRelation: '' | 'parent' | 'guardian' | 'partner' | 'child' | 'other'
  /** Nobody sees this field; programs fill it in. */
  website: string
}

export const emptyDetails: Details = {
  whose: 'self',
  personId: '',
  givenName: '',
  familyName: '',
  bornOn: '',
  email: '',
  phone: '',
  notes: '',
  language: '',
  bookerName: '',
  bookerRelation: '',
  website: '',
}

export const relations = ['parent', 'guardian', 'partner', 'child', 'other'] as const

export type DetailFault = {
  field: keyof Details
  key: 'public.required' | 'public.badEmail' | 'details.badBirth'
}

/** The same for a new relative of somebody who opened a mailed link: no contact is asked, but the birth date is. */
export function relativeFaults(details: Details, today: string): DetailFault[] {
  const needed = ['givenName', 'familyName', 'bornOn', 'bookerRelation'] as const
  const missing = needed.filter((field) => details[field].trim() === '')
  const isBad = details.bornOn && (details.bornOn > today || details.bornOn < '1900-01-01')
  return [
    ...missing.map((field) => ({ field, key: 'public.required' as const })),
    ...(isBad ? [{ field: 'bornOn' as const, key: 'details.badBirth' as const }] : []),
  ]
}

/** What is missing or can't be right; the server has the last word. */
export function faultsOf(details: Details, today: string): DetailFault[] {
  const faults: DetailFault[] = []
  const needed: (keyof Details)[] = [
    'givenName',
    'familyName',
    'email',
    ...(details.whose === 'other' ? (['bookerName', 'bookerRelation'] as const) : []),
  ]
  for (const field of needed) if (details[field].trim() === '') faults.push({ field, key: 'public.required' })
  if (details.email.trim() && !/^\S+@\S+\.\S{2,}$/.test(details.email.trim()))
    faults.push({ field: 'email', key: 'public.badEmail' })
  if (details.bornOn && (details.bornOn > today || details.bornOn < '1900-01-01'))
    faults.push({ field: 'bornOn', key: 'details.badBirth' })
  return faults
}
