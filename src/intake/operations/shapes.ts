import { z } from 'zod'
import { Id, Instant, line } from '../../platform/operation/shapes.ts'
import { RowVersion } from '../../platform/operation/row-version.ts'

/** A FHIR Quantity, Attachment, Reference or Coding; the form says which. */
const Structured = z
  .record(z.string().max(40), z.unknown())
  .refine((value) => JSON.stringify(value).length <= 4000, 'This answer is too long.')
const MOST_ANSWERS = 3000

/** Key → values: the linkId, preceded by its row inside a table (`medication[0]/medication.name`). */
export const AnswersShape = z
  .record(
    z.string().max(600),
    z.array(z.union([z.string().max(20_000), z.number(), z.boolean(), Structured])).max(200),
  )
  .refine((answers) => Object.keys(answers).length <= MOST_ANSWERS, `At most ${MOST_ANSWERS} answers.`)

const Point = z.looseObject({ x: z.number(), y: z.number() })
const Strokes = z
  .array(z.looseObject({ points: z.array(Point).max(5000) }))
  .min(1)
  .max(200)

export const SignatureIn = z
  .strictObject({
    name: line(150),
    relation: z.enum(['self', 'parent', 'guardian', 'representative']),
    method: z.enum(['typed', 'drawn']),
    strokes: Strokes.optional(),
  })
  .refine(({ method, strokes }) => method === 'typed' || strokes, {
    path: ['strokes'],
    message: 'Please draw your signature.',
  })

export const SavedAnswers = { answers: AnswersShape, rowVersion: RowVersion }

export const RequestView = z.object({
  id: Id,
  formId: Id,
  formKey: z.string(),
  formTitle: z.string(),
  clientId: Id,
  clientName: z.string(),
  appointmentId: Id.nullable(),
  appointmentStartsAt: Instant.nullable(),
  state: z.enum(['requested', 'started', 'completed', 'withdrawn']),
  why: z.string(),
  requestedAt: Instant,
  startedAt: Instant.nullable(),
  completedAt: Instant.nullable(),
  rowVersion: z.int(),
  can: z.object({ withdraw: z.boolean(), open: z.boolean(), seeAnswers: z.boolean() }),
})

/** The short name of a form. */
export const Key = z.string().regex(/^[a-z0-9-]{1,40}$/, 'Lower-case letters, digits and hyphens.')

/** A FHIR Questionnaire; its own rules are checked by the form. */
export const Definition = z.record(z.string(), z.unknown())
