// Wall clocks and calendars: instants are JS Dates, wall times 'YYYY-MM-DDTHH:MM', days 'YYYY-MM-DD', zones IANA names.
export { isValidZone, listZones, offsetAt, offsetsBetween } from './zone.ts'
export type { OffsetSpan } from './zone.ts'
export { addMinutes, instantToWall, readWall, toOffsetIso, wallToInstant } from './wall.ts'
export type { Disambiguation, WallReading } from './wall.ts'
export {
  addLocalDays,
  dayNumber,
  dayOfNumber,
  daysBetween,
  localDay,
  localDayLength,
  localDayNumber,
  startOfDayNumber,
  startOfLocalDay,
  weekdayOf,
  weekdayOfNumber,
} from './day.ts'
export type { Weekday } from './day.ts'
export { formatDate, formatDateTime, formatDay, formatInZone, formatRange, formatTime } from './format.ts'
export type { Reader } from './format.ts'
export { FORMAT_WORDS, formatOf, readWritten } from './written.ts'
export type { Written } from './written.ts'
