import type { Context } from '../../platform/operation/context.ts'
import { pickLocale, translate } from '../../platform/i18n/i18n.ts'
import { formatDateTime } from '../../platform/time/index.ts'
import { findForm } from '../form.ts'
import { findFormRequest } from '../form-request.ts'
import { findSignatureIfAny } from '../sealing/seal.ts'
import { copyrightIn, titleIn } from '../questionnaire/questionnaire.ts'
import { readAnswered } from './answered.ts'

const TEMPLATE = 'src/intake/answered/answers.typ'

/** A form that was answered, as PDF: questions and answers as they stand, scores with their words, who signed when. */
export async function renderAnswers(
  ctx: Context,
  id: string,
): Promise<{ bytes: Uint8Array; name: string; type: string }> {
  const request = await findFormRequest(ctx, id)
  const form = await findForm(ctx, request.formId)
  const practice = await ctx.practice()
  const language = pickLocale(ctx.locale, practice.locale)
  const say = (key: string, values: Record<string, string> = {}) =>
    translate(language, `intake:paper.${key}`, values)
  const at = (instant: Date) => formatDateTime(instant, { locale: language, zone: practice.zone })
  const signature = await findSignatureIfAny(ctx, id)
  const copyright = copyrightIn(language, form.definition)
  const title = titleIn(language, form.definition) ?? form.title
  const data = {
    title,
    lang: language,
    paper: practice.country === 'US' || practice.country === 'CA' ? 'us-letter' : 'a4',
    practice: { name: practice.name, lines: [] },
    facts: [
      [say('client'), request.clientName],
      [say('version'), String(form.version)],
      ...(request.completedAt ? [[say('completed'), at(request.completedAt)]] : []),
    ],
    sections: readAnswered({
      form: form.definition,
      answers: request.answers,
      language,
      yes: say('yes'),
      no: say('no'),
    }),
    ...(copyright ? { copyright } : {}),
    ...(signature
      ? {
          signed: say('signed', { name: signature.signerName, at: at(new Date(signature.signedAt)) }),
          seal: signature.documentSha256,
        }
      : {}),
  }
  const bytes = await ctx.services.pdf.render(TEMPLATE, data, { createdAt: request.completedAt ?? ctx.now })
  ctx.saw('form_request', id, request.clientId)
  return { bytes, name: `${form.key}.pdf`, type: 'application/pdf' }
}
