// What slices need from the shell besides the kit.
export { chosenLocationOf, useChosenLocation } from './chosen-location.ts'
export type { Me } from './me.tsx'
export { Parts, useParts, type Part } from './parts.tsx'
export type { ActionEntry, PartEntry, PartProps, ScreenEntry, SliceScreens } from './screen-entry.ts'
