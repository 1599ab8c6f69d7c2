// What slices need from the shell besides the kit.
export { useChosenLocation } from './chosen-location.ts'
export type { ActionEntry, ScreenEntry, SliceScreens } from './screen-entry.ts'
