/** A day, month or year that exists, as FHIR writes it. */
export function isDate(value: unknown): boolean {
  if (typeof value !== 'string') return false
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(value)
  if (!found || found[1] === '0000') return false
  const [, year, month = '01', day = '01'] = found
  const parsed = Date.parse(`${year}-${month}-${day}T00:00:00Z`)
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(`${year}-${month}-${day}`)
}

export function isTime(value: unknown): boolean {
  return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d{1,9})?$/.test(value)
}

/** A date, or a date with a time to the second and its zone. */
export function isDateTime(value: unknown): boolean {
  if (typeof value !== 'string') return false
  const [day, time] = value.split('T')
  if (time === undefined) return isDate(value)
  const found = /^(.+?)(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)$/.exec(time)
  return day!.length === 10 && isDate(day) && found !== null && isTime(found[1])
}

const UUID = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const OID = /^urn:oid:[0-2](\.(0|[1-9]\d*))+$/

/** A URI, absolute or relative; `urn:uuid:` and `urn:oid:` in their own form. */
export function isUri(value: unknown): boolean {
  if (typeof value !== 'string' || value === '' || /[\s\\<>"{}|^`]/.test(value)) return false
  if (value.startsWith('urn:uuid:')) return UUID.test(value)
  if (value.startsWith('urn:oid:')) return OID.test(value)
  // A single letter before the colon is a drive, not a scheme.
  return !/^[a-z]:/i.test(value) && !/%(?![0-9a-f]{2})/i.test(value) && /^[^:/?#]*([:/?#]|$)/.test(value)
}

/** A FHIR Reference: `Type/id`, `#id`, an address, or by identifier or words only. */
export function isReference(value: unknown): boolean {
  const { reference, identifier, display } = value as {
    reference?: unknown
    identifier?: unknown
    display?: unknown
  }
  if (reference === undefined) return identifier !== undefined || typeof display === 'string'
  if (typeof reference !== 'string') return false
  if (reference.startsWith('#')) return reference.length > 1
  if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) return isUri(reference)
  return /^[A-Z][A-Za-z]{1,63}\/[A-Za-z0-9\-.]{1,64}(\/_history\/[A-Za-z0-9\-.]{1,64})?$/.test(reference)
}
