import type { Mode, Source } from '../appointment/states.ts'
import type { Terms } from '../times/search.ts'

/** A visit somebody would like. */
export interface BookingWish {
  serviceId: string
  startsAt: Date
  /** null or left out: any practitioner; the one chosen and why is kept. */
  practitionerId?: string | null | undefined
  /** Left out: where the practitioner is at that time. */
  locationId?: string | null | undefined
  /** Left out: a free room is picked, where the service needs one. */
  roomId?: string | null | undefined
  /** Left out: whoever is free helps, where the service needs somebody. */
  assistantId?: string | null | undefined
  /** Left out: free units are picked. Of each kind of equipment one of these, where one is named. */
  unitIds?: readonly string[] | null | undefined
  /** null for a hold. */
  clientId: string | null
  /** Minutes, where the visit gets another length than the service has. */
  durationMinutes?: number | null | undefined
  priceMinor?: number | null | undefined
  mode?: Mode | undefined
  source: Source
  notes?: string | null | undefined
  episodeId?: string | null | undefined
  leadId?: string | null | undefined
  /** What the visit is part of. */
  seriesId?: string | null | undefined
  planId?: string | null | undefined
  bundleId?: string | null | undefined
  /** Whose terms hold: 'client' keeps notice, horizon, grid and online rules; 'staff' may choose any minute. */
  by: Terms['by']
  /** Break the rules of the diary knowingly, with this reason; the caller has checked the permission. */
  knowingly?: { reason: string } | null | undefined
  /** A session of the group is to begin; sessions that are there already are in the way, not to be joined. */
  opensSession?: boolean | undefined
  /** The visit or session that is being moved or brought back: it does not stand in its own way. */
  except?: string | null | undefined
}
