import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../platform/project-root.ts'
import { invalid } from '../platform/problem.ts'

const Text = z.strictObject({ en: z.string().min(1), de: z.string().min(1) })
const Key = z.string().regex(/^[a-z0-9-]{1,40}$/)
const Words = z.record(z.string().regex(/^[a-zA-Z]+$/), z.string().min(1))
const Named = z.strictObject({ key: Key, title: Text })

const PackService = z.strictObject({
  key: Key,
  name: Text,
  description: Text.optional(),
  category: Text.optional(),
  color: z.string(),
  durationMinutes: z.int().min(1),
  bufferBeforeMinutes: z.int().min(0).default(0),
  bufferAfterMinutes: z.int().min(0).default(0),
  /** Minor units by currency. */
  prices: z.record(z.string().length(3), z.int().min(0)),
  billingCode: z.string().optional(),
  modes: z.array(z.enum(['in_person', 'video', 'phone', 'home'])).min(1),
  needsRoom: z.boolean(),
  bookableOnline: z.boolean(),
  clientsOnly: z.enum(['new', 'existing']).optional(),
  minNoticeMinutes: z.int().min(0),
  cancelCutoffMinutes: z.int().min(0),
  slotIntervalMinutes: z.int().min(1),
  formKeys: z.array(Key),
  noteTemplateKey: Key,
  instructions: Text.optional(),
  /** Minutes before the start. */
  reminderMinutes: z.array(z.int().min(1)),
  /** Keys of the pack's equipment; one free unit of each is needed. */
  equipment: z.array(Key).default([]),
})

const NoteSection = z.strictObject({
  key: Key,
  title: Text,
  kind: z.enum(['text', 'number', 'scale', 'choice', 'checkbox', 'body_chart']),
  hint: Text.optional(),
  required: z.boolean().default(false),
  options: z.array(z.strictObject({ code: Key, label: Text })).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
})
const NoteTemplate = z.strictObject({ key: Key, title: Text, sections: z.array(NoteSection).min(1) })

const ConsentWords = z.strictObject({
  title: z.string().min(1),
  body: z.string().min(1),
  effect: z.string().min(1),
})
const PackConsent = z.strictObject({
  key: Key,
  signing: z.enum(['signature', 'tick']),
  mayDecline: z.boolean(),
  validMonths: z.int().min(1).nullable(),
  /** Only for these packs; left out: for all. */
  packs: z.array(Key).optional(),
  texts: z.strictObject({ en: ConsentWords, de: ConsentWords }),
})
export type PackConsent = z.output<typeof PackConsent>

const PackFile = z.strictObject({
  key: Key,
  title: Text,
  summary: Text,
  words: z.strictObject({ en: Words, de: Words }),
  services: z.array(PackService),
  rooms: z.array(Text),
  equipment: z.array(z.strictObject({ key: Key, name: Text, units: z.int().min(1) })),
  stages: z.array(Named),
  leadSources: z.array(Named),
  lostReasons: z.array(Named),
})

export type PackService = z.output<typeof PackService>
export type NoteTemplate = z.output<typeof NoteTemplate>
export type PackText = z.output<typeof Text>

/** A form of a pack: a FHIR R4 Questionnaire, as the intake slice reads it. */
export interface PackForm {
  key: string
  questionnaire: Record<string, unknown>
}

/** A profession as data: what a practice starts from. */
export type Pack = z.output<typeof PackFile> & {
  forms: PackForm[]
  noteTemplates: NoteTemplate[]
  automations: unknown[]
  consents: PackConsent[]
}

const loaded = new Map<string, Pack>()

/** The pack of that name; 422 on `pack` when there is none. Read once per process. */
export function findPack(key: string): Pack {
  if (!packKeys().includes(key))
    throw invalid('pack', `There is no profession pack "${key}". There is: ${packKeys().join(', ')}.`)
  const pack = loaded.get(key) ?? readPack(key)
  loaded.set(key, pack)
  return pack
}

/** The packs there are, the bare one last. */
export function packKeys(): string[] {
  const keys = readdirSync(packsFolder()).filter((name) => existsSync(join(packsFolder(), name, 'pack.json')))
  return keys.sort((a, b) => Number(a === 'general') - Number(b === 'general') || (a < b ? -1 : 1))
}

/** A text of a pack in a language; English where it has no other. */
export function packText(text: PackText, locale: string): string {
  return locale === 'de' ? text.de : text.en
}

/** A service's price in a currency, in minor units; 0 where the pack names none. */
export function packPrice(service: PackService, currency: string): number {
  return service.prices[currency] ?? 0
}

function packsFolder() {
  return join(projectRoot(), 'packs')
}

function readPack(key: string): Pack {
  const folder = join(packsFolder(), key)
  const pack = PackFile.parse(readJson(join(folder, 'pack.json')))
  const forms = jsonFiles(join(folder, 'forms')).map((path) => ({
    key: basename(path, '.json'),
    questionnaire: readJson(path) as Record<string, unknown>,
  }))
  const noteTemplates = jsonFiles(join(folder, 'notes')).map((path) => NoteTemplate.parse(readJson(path)))
  const rules = join(folder, 'automations.json')
  const automations = existsSync(rules) ? (readJson(rules) as unknown[]) : []
  // The profession's own consents first, then those that every profession asks for.
  const consents = [join(folder, 'consents'), join(packsFolder(), 'consents')]
    .flatMap(jsonFiles)
    .map((path) => PackConsent.parse(readJson(path)))
    .filter(({ packs }) => !packs || packs.includes(key))
  return { ...pack, forms, noteTemplates, automations, consents }
}

function jsonFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name))
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}
