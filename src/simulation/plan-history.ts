import { addLocalDays, weekdayOf, wallToInstant } from '../platform/time/index.ts'
import type { Chance } from './chance.ts'
import type { DemoPractice, Shift } from './demo-practice.ts'

/** A visit of the made-up history, before it has ids. */
export interface PlannedVisit {
  client: number
  serviceIndex: number
  shift: Shift
  day: string
  startsAt: Date
  minutes: number
  bookedAt: Date
  outcome: 'done' | 'no_show' | 'cancelled'
  isFirst: boolean
}

/** A course of treatment: so many more visits, about a week apart. */
interface Course {
  client: number
  left: number
  lastDay: string
}

const FILL = 0.8
const HOUR = 3_600_000

/**
 * Twelve months of a practice: people come with a problem, have an assessment, then some weeks of treatment; a few do
 * not come, a few cancel; summer and Christmas are quieter. The same chance makes the same history.
 */
export function planHistory(
  practice: DemoPractice,
  chance: Chance,
  span: { from: string; to: string; people: number },
): PlannedVisit[] {
  const courses = new Map<string, Course[]>()
  const visits: PlannedVisit[] = []
  const state = { next: 0, people: span.people }
  for (let day = span.from; day < span.to; day = addLocalDays(day, 1)) {
    if (isHoliday(day)) continue
    const weekday = weekdayOf(day)
    for (const shift of practice.shifts.filter((each) => each.weekday === weekday)) {
      visits.push(...planShift({ practice, chance, shift, day, courses, state }))
    }
  }
  return visits
}

interface Planning {
  practice: DemoPractice
  chance: Chance
  shift: Shift
  day: string
  courses: Map<string, Course[]>
  state: { next: number; people: number }
}

function planShift(planning: Planning): PlannedVisit[] {
  const { chance, shift, day } = planning
  const visits: PlannedVisit[] = []
  for (let minute = shift.from; minute + 30 <= shift.to;) {
    const wish = chance.happens(FILL * seasonOf(day)) ? chooseVisit(planning) : null
    const minutes = wish ? planning.practice.services[wish.serviceIndex]!.duration_minutes : 30
    if (wish && minute + minutes <= shift.to) visits.push(visitAt(planning, { ...wish, minute, minutes }))
    minute += Math.ceil(minutes / 15) * 15
  }
  return visits
}

interface Wish {
  client: number
  serviceIndex: number
  isFirst: boolean
}

function chooseVisit({ practice, chance, shift, day, courses, state }: Planning): Wish | null {
  const own = courses.get(shift.practitionerId) ?? []
  courses.set(shift.practitionerId, own)
  const due = own.filter((course) => course.left > 0 && course.lastDay <= addLocalDays(day, -3))
  const index = (name: string) => practice.services.findIndex((service) => service.name === name)
  if (due.length < 6 && state.next < state.people * 0.97) {
    const client = state.next++
    own.push({ client, left: chance.between(3, 9), lastDay: day })
    return { client, serviceIndex: index('Initial assessment'), isFirst: true }
  }
  const course = due.length > 0 ? chance.pick(due) : comesAgain(chance, own, day)
  if (!course) return null
  course.left -= 1
  course.lastDay = day
  const serviceIndex = index(
    chance.pickWeighted([
      ['Physiotherapy treatment', 50],
      ['Manual therapy', 18],
      ['Exercise therapy', 14],
      ['Short treatment', 10],
      ['Sports physiotherapy', 8],
    ]),
  )
  return { client: course.client, serviceIndex, isFirst: false }
}

/** Who was treated before comes back with something else, months later. */
function comesAgain(chance: Chance, own: Course[], day: string): Course | null {
  const rested = own.filter((course) => course.lastDay <= addLocalDays(day, -21))
  if (rested.length === 0) return null
  const course = chance.pick(rested)
  course.left = chance.between(3, 8)
  return course
}

function visitAt(
  { practice, chance, shift, day }: Planning,
  wish: Wish & { minute: number; minutes: number },
): PlannedVisit {
  const clock = `${String(Math.floor(wish.minute / 60)).padStart(2, '0')}:${String(wish.minute % 60).padStart(2, '0')}`
  const startsAt = wallToInstant(`${day}T${clock}`, practice.zone, { disambiguation: 'later' })
  const leadHours = chance.pickWeighted([
    [chance.between(1, 20), 15],
    [chance.between(24, 96), 30],
    [chance.between(97, 240), 35],
    [chance.between(241, 600), 20],
  ])
  // Every eleventh person forgets often; and who books long before comes less surely: it is so in every practice.
  const habit = wish.client % 11 === 3 ? 0.24 : 0
  const noShow = 0.015 + (Math.min(leadHours, 500) / 500) * 0.09 + (wish.isFirst ? 0.02 : 0) + habit
  const outcome = chance.happens(0.075) ? 'cancelled' : chance.happens(noShow) ? 'no_show' : 'done'
  return { ...wish, shift, day, startsAt, bookedAt: new Date(startsAt.getTime() - leadHours * HOUR), outcome }
}

function seasonOf(day: string): number {
  const month = Number(day.slice(5, 7))
  return month === 8 ? 0.75 : month === 12 ? 0.85 : month === 1 ? 1.1 : 1
}

function isHoliday(day: string): boolean {
  return ['01-01', '12-25', '12-26'].includes(day.slice(5))
}
