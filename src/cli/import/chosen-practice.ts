import { randomBytes } from 'node:crypto'
import type { App } from '../../app.ts'
import { uuidv7 } from '../../platform/clock.ts'
import type { PracticeFacts } from '../../platform/operation/context.ts'
import { isValidZone } from '../../platform/time/index.ts'
import { createPractice } from '../../practice/index.ts'
import type { Call } from '../command.ts'
import { UsageError } from '../command.ts'
import { OPERATOR, choosePractice } from '../practice-choice.ts'

/** The practice to import into: the one named, or one that is made now (--create-practice). */
export async function chosenPractice(call: Call, app: App): Promise<PracticeFacts> {
  const name = call.options['create-practice']
  if (typeof name !== 'string') return choosePractice(app, call.options['practice'])
  const known = (await everyPractice(app)).find(
    (each) => each.name === name || each.slug === call.options['practice'],
  )
  return known ?? makePractice(call, app, name)
}

async function everyPractice(app: App): Promise<PracticeFacts[]> {
  const found: PracticeFacts[] = []
  for (const practiceId of await app.practiceIds())
    found.push(
      await app.inPractice({ practiceId, actor: OPERATOR, name: 'practice.choose' }, (ctx) => ctx.practice()),
    )
  return found
}

async function makePractice(call: Call, app: App, name: string): Promise<PracticeFacts> {
  const zone = wanted(call, 'zone', isValidZone, 'an IANA zone such as America/Sao_Paulo')
  const country = wanted(call, 'country', (text) => /^[A-Z]{2}$/.test(text), 'a country code such as BR')
  const currency = wanted(call, 'currency', (text) => /^[A-Z]{3}$/.test(text), 'a currency such as BRL')
  const slug = call.options['practice']
  const owner = await ownerOf(call, app)
  const { clock, random } = app.house.services
  const practiceId = uuidv7(clock.now(), random)
  return app.inPractice({ practiceId, actor: OPERATOR, name: 'practice.create' }, async (ctx) => {
    await createPractice(ctx, {
      name,
      ...(typeof slug === 'string' ? { slug } : {}),
      pack: 'general',
      locale: 'en',
      currency,
      country,
      zone,
      location: { name, opening: [] },
      owner,
    })
    return ctx.practice()
  })
}

function wanted(call: Call, option: string, isRight: (text: string) => boolean, what: string): string {
  const value = call.options[option]
  if (typeof value !== 'string' || !isRight(value))
    throw new UsageError(`--create-practice needs --${option}: ${what}.`)
  return value
}

/** With --owner somebody can sign in: who has an account uses it, anybody else gets one with a password that is said once. */
async function ownerOf(call: Call, app: App) {
  const email = call.options['owner']
  if (typeof email !== 'string') return { name: 'Owner', email: 'owner@practice.invalid' }
  const known = await app.signIn.findUserByEmailIfAny(email)
  if (known) return { name: known.name, email, userId: known.userId }
  const password = randomBytes(12).toString('base64url')
  const { userId } = await app.signIn.createUser({ email, name: email.split('@')[0] || 'Owner', password })
  call.print(`Sign-in of the owner: ${email} with the password ${password}`)
  return { name: email.split('@')[0] || 'Owner', email, userId }
}
