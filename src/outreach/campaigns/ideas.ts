import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { projectRoot } from '../../platform/project-root.ts'
import { CampaignWish } from './shapes.ts'

const Idea = z.strictObject({
  key: z.string(),
  wish: CampaignWish.extend({ name: z.strictObject({ en: z.string(), de: z.string() }) }),
})

let ideas: z.output<typeof Idea>[] | null = null

/** Campaigns to begin from, in the practice's language; nothing of them is kept until somebody saves one. */
export async function listIdeas(ctx: Context): Promise<{ key: string; wish: CampaignWish }[]> {
  const { locale } = await ctx.practice()
  const path = join(projectRoot(), 'src/outreach/campaigns/ideas.json')
  ideas ??= z.array(Idea).parse(JSON.parse(readFileSync(path, 'utf8')))
  return ideas.map(({ key, wish }) => ({
    key,
    wish: { ...wish, name: locale === 'de' ? wish.name.de : wish.name.en },
  }))
}
