import type { Context } from '../../platform/operation/context.ts'
import { rulesFor, freeSlots } from '../availability/slots.ts'
import type { SlotSearch } from '../availability/slots.ts'
import { candidateOf } from '../booking/plan-visit.ts'
import type { Candidate } from '../booking/plan-visit.ts'
import type { BookingWish } from '../booking/wish.ts'
import type { BusyRow, DiaryRows } from '../times/diary-rows.ts'
import type { Terms } from '../times/search.ts'
import { searchesOf } from '../times/search.ts'
import type { Looked } from '../together/look.ts'
import { look } from '../together/look.ts'
import type { PartOption } from './combine.ts'

/** A way to give a part, with the diary and the wish it was found for. */
export interface FoundPart extends PartOption {
  diary: DiaryRows
  wish: BookingWish
  candidate: () => Candidate
  isLimited: boolean
}

/** The free times of one part as options of a chain; each is looked at closer only when its time fits. */
export function freeOptions(
  diary: DiaryRows,
  { terms, wish }: { terms: Terms; wish: Omit<BookingWish, 'startsAt'> },
): FoundPart[] {
  return searchesOf(diary, terms).flatMap((search) => {
    const people = new Map(search.practitioners.map((each) => [each.id, each]))
    return freeSlots(search).map(({ startsAt, endsAt, practitionerId }) => {
      const practitioner = people.get(practitionerId)!
      const times = { from: startsAt.getTime() / 60_000, to: endsAt.getTime() / 60_000 }
      return optionAt({ search, practitioner, times }, { diary, wish: { ...wish, startsAt } })
    })
  })
}

function optionAt(
  {
    search,
    practitioner,
    times,
  }: {
    search: SlotSearch
    practitioner: SlotSearch['practitioners'][number]
    times: { from: number; to: number }
  },
  known: Pick<FoundPart, 'diary' | 'wish'>,
): FoundPart {
  const location = search.locations[0]!
  const rules = rulesFor(search.service, practitioner)
  let found: Candidate | null = null
  const candidate = () =>
    (found ??= candidateOf({ search, practitioner, location, rules, visit: times }, {}, null))
  return {
    ...known,
    ...times,
    practitionerId: practitioner.id,
    locationId: location.id,
    before: rules.before,
    after: rules.after,
    isLimited: Boolean(practitioner.limits?.length),
    candidate,
    needs: () => needsOf(candidate()),
  }
}

/** The ways in which a wish that was looked at can come true, as options of a chain; the best first. */
export function optionsOf({ diary, wish, candidates }: Looked): FoundPart[] {
  return candidates.map((candidate) => ({
    diary,
    wish,
    from: wish.startsAt.getTime() / 60_000,
    to: candidate.endsAt.getTime() / 60_000,
    practitionerId: candidate.practitionerId,
    locationId: candidate.locationId,
    before: candidate.rules.before,
    after: candidate.rules.after,
    isLimited: candidate.isLimited,
    candidate: () => candidate,
    needs: () => needsOf(candidate),
  }))
}

function needsOf({ roomIds, freeUnits, assistantIds }: Candidate): string[][] {
  return [roomIds, ...freeUnits, assistantIds].filter((ids) => ids.length > 0)
}

/** The candidate with what the chain takes in the first place; the other rooms stay for when somebody is faster. */
export function taking(candidate: Candidate, taken: readonly string[]): Candidate {
  const first = (ids: readonly string[]) =>
    [...ids].sort((a, b) => Number(taken.includes(b)) - Number(taken.includes(a)))
  const freeUnits = candidate.freeUnits.map(first)
  return {
    ...candidate,
    roomIds: first(candidate.roomIds),
    assistantIds: first(candidate.assistantIds),
    freeUnits,
    unitIds: freeUnits.flatMap((ids) => ids[0] ?? []),
  }
}

/** Limits count the earlier parts, too, so each limited part is looked at once more beside them. */
export function keepsLimits(ctx: Context, options: readonly FoundPart[]): boolean {
  return options.every((option, at) => {
    const earlier = options.slice(0, at).filter((each) => each.practitionerId === option.practitionerId)
    if (!option.isLimited || earlier.length === 0) return true
    const { practitionerId, locationId } = option
    const wish = { ...option.wish, practitionerId, locationId }
    return look(ctx, beside(option.diary, earlier), wish).candidates.length > 0
  })
}

/** The diary as it will be when the earlier parts are booked. */
export function beside(diary: DiaryRows, earlier: readonly FoundPart[]): DiaryRows {
  const busy = earlier.flatMap((part): BusyRow[] => {
    const { roomIds, unitIds, assistantIds } = part.candidate()
    const things = [roomIds[0], assistantIds[0], ...unitIds].flatMap((id) => id ?? [])
    return [part.practitionerId, ...things].map((id) => [
      id,
      part.from * 60_000,
      part.to * 60_000,
      part.before,
      part.after,
      part.wish.serviceId,
      false,
      part.locationId,
    ])
  })
  const counted = earlier.map((part): DiaryRows['counted'][number] => [
    part.practitionerId,
    part.from * 60_000,
    part.to * 60_000,
    part.wish.serviceId,
    false,
  ])
  return { ...diary, busy: [...diary.busy, ...busy], counted: [...diary.counted, ...counted] }
}
