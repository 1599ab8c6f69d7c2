/**
 * The states of a visit (docs/glossary.md). A hold waits for its client, a request for the practice's approval; expired
 * and cancelled visits take up no time.
 */
export const STATES = [
  'held',
  'requested',
  'booked',
  'confirmed',
  'arrived',
  'in_room',
  'done',
  'no_show',
  'cancelled',
  'expired',
] as const
export type State = (typeof STATES)[number]

export const SOURCES = [
  'staff',
  'online',
  'phone',
  'walk_in',
  'series',
  'plan',
  'waitlist',
  'replanning',
  'import',
  'api',
  'simulation',
] as const
export type Source = (typeof SOURCES)[number]

export const MODES = ['in_person', 'video', 'phone', 'home'] as const
export type Mode = (typeof MODES)[number]

/** States in which a visit takes up people and things. */
export const TAKES_TIME: readonly State[] = [
  'held',
  'requested',
  'booked',
  'confirmed',
  'arrived',
  'in_room',
  'done',
  'no_show',
]

/** What can be done with a visit → the states from which it can. */
export const STEPS = {
  move: ['requested', 'booked', 'confirmed', 'arrived'],
  cancel: ['held', 'requested', 'booked', 'confirmed', 'arrived', 'no_show'],
  approve: ['requested'],
  confirm: ['booked'],
  arrive: ['booked', 'confirmed', 'no_show'],
  undoArrival: ['arrived', 'in_room'],
  room: ['booked', 'confirmed', 'arrived'],
  complete: ['booked', 'confirmed', 'arrived', 'in_room'],
  noShow: ['booked', 'confirmed'],
  undoNoShow: ['no_show'],
  restore: ['cancelled'],
} as const satisfies Record<string, readonly State[]>
export type Step = keyof typeof STEPS

/** The permission each step asks for. */
export const STEP_PERMISSIONS = {
  move: 'appointments.move',
  cancel: 'appointments.cancel',
  approve: 'appointments.book',
  confirm: 'appointments.book',
  arrive: 'appointments.check_in',
  undoArrival: 'appointments.check_in',
  room: 'appointments.check_in',
  complete: 'appointments.check_in',
  noShow: 'appointments.check_in',
  undoNoShow: 'appointments.check_in',
  restore: 'appointments.cancel',
} as const satisfies Record<Step, string>
