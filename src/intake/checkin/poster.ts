import { encode } from 'uqr'
import { pickLocale, translate } from '../../platform/i18n/i18n.ts'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { findKiosk, posterLink } from './kiosk.ts'

const TEMPLATE = 'src/intake/checkin/poster.typ'

/** The poster as PDF, on the paper of the country; each print has a code of its own, until the poster is switched off. */
export async function renderPoster(ctx: Context, id: string): Promise<{ name: string; bytes: Uint8Array }> {
  const kiosk = await findKiosk(ctx, id)
  if (kiosk.kind !== 'poster' || kiosk.revokedAt)
    throw problem(409, 'wrong_state', 'Only a poster that is switched on can be printed.')
  const practice = await ctx.practice()
  const language = pickLocale(ctx.locale, practice.locale)
  const say = (key: string) => translate(language, `intake:poster.${key}`, {})
  const data = {
    lang: language,
    paper: practice.country === 'US' || practice.country === 'CA' ? 'us-letter' : 'a4',
    practice: `${practice.name} · ${kiosk.locationName}`,
    title: say('title'),
    about: say('about'),
    code: say('code'),
    steps: [say('step1'), say('step2'), say('step3')],
    help: say('help'),
  }
  const pictures = { code: Buffer.from(codeSvg(await posterLink(ctx, kiosk))) }
  const bytes = await ctx.services.pdf.render(TEMPLATE, data, { createdAt: ctx.now, pictures })
  ctx.record('kiosk.poster_printed', { subject: ['kiosk', id] })
  return { name: 'check-in-poster.pdf', bytes }
}

function codeSvg(text: string): string {
  const { data, size } = encode(text, { border: 0 })
  const cells = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 4}" height="${size * 4}" shape-rendering="crispEdges"><path d="${cells.join('')}" fill="#000"/></svg>`
}
