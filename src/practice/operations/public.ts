import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { findPack } from '../pack.ts'
import { findPractice } from '../practice.ts'

export const aboutPractice = operation({
  path: 'GET /public/{practice}',
  summary: 'What everybody may know of a practice: name, contact, words of the profession',
  allow: 'anyone',
  takes: z.strictObject({ practice: z.string() }),
  returns: z.object({
    slug: z.string(),
    name: z.string(),
    locale: z.string(),
    country: z.string(),
    zone: z.string(),
    currency: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    website: z.string().nullable(),
    addressLines: z.array(z.string()),
    words: z.record(z.string(), z.string()),
  }),
  run: async (ctx) => {
    const practice = await findPractice(ctx)
    return { ...practice, words: findPack(practice.pack).words[ctx.locale === 'de' ? 'de' : 'en'] }
  },
})
