// What slices need from the shell besides the kit.
export { useChosenLocation } from './chosen-location.ts'
export { Parts, useParts, type Part } from './parts.tsx'
export type { ActionEntry, PartEntry, PartProps, ScreenEntry, SliceScreens } from './screen-entry.ts'
