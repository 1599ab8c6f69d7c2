// What public pages are made of; they import from here and from ../../ui/api/public.ts, never from the staff's kit.
export { BirthDay, birthDayOf, noBirth, type BirthParts } from './BirthDay.tsx'
export { Frame } from './Frame.tsx'
export { CheckField, ChoiceField, SelectField, TextArea, TextField, type Choice } from './fields.tsx'
export { Button, Card, fieldError, Loading, Notice, problemText, Steps, Title } from './kit.tsx'
export { asProblem, useRead, type PublicRead } from './read.ts'
export type { PublicScreen, PublicScreenProps } from './screen-entry.ts'
export { currentLanguage, speakProfession, useWords } from './words.ts'
export { createFormat, localeFor, type Format } from '../words/format.ts'
export {
  call,
  callByLink,
  fileByLink,
  openByLink,
  ProblemError,
  type Returns,
  type Takes,
} from '../api/public.ts'
export { useAddress } from './address.ts'
export { announce } from './announce.ts'
export { Icon, type IconName } from './icons.tsx'
export { useKept } from './kept.ts'
export { Opening, useOpenedBy } from './Opening.tsx'
export { QrCode } from './QrCode.tsx'
export { useOpenedAt } from './opened-at.ts'
export { Contact, Done, Fact, Facts, FaultList, focusField, type Faulty } from './parts.tsx'
