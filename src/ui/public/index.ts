// What public pages are made of; they import from here and from ../../ui/api/public.ts, never from the staff's kit.
export { Frame } from './Frame.tsx'
export { CheckField, ChoiceField, SelectField, TextArea, TextField, type Choice } from './fields.tsx'
export { Button, Card, fieldError, Loading, Notice, problemText, Steps, Title } from './kit.tsx'
export { asProblem, useRead, type PublicRead } from './read.ts'
export type { PublicScreen, PublicScreenProps } from './screen-entry.ts'
export { currentLanguage, speakProfession, useWords } from './words.ts'
export { createFormat, localeFor, type Format } from '../words/format.ts'
export { call, openByLink, ProblemError } from '../api/public.ts'
