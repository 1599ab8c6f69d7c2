import { ProblemError } from '../../../ui/api/index.ts'
import { readProblem } from '../../../ui/api/problem.ts'

/** What `GET /api/first-run` answers: it comes before there is a practice, so it is no operation of one. */
export interface FirstRunChoices {
  needed: boolean
  packs: { key: string; title: Record<string, string>; summary: Record<string, string>; services: number }[]
  currencies: string[]
}

export async function readChoices(): Promise<FirstRunChoices> {
  return send({ method: 'GET' }) as Promise<FirstRunChoices>
}

export async function makePractice(wish: object): Promise<void> {
  await send({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(wish) })
}

async function send(init: RequestInit): Promise<unknown> {
  let answer: Response
  try {
    answer = await fetch('/api/first-run', { credentials: 'same-origin', ...init })
  } catch {
    throw new ProblemError({ status: 0, code: 'offline', message: 'There is no connection to the server.' })
  }
  if (!answer.ok) throw await readProblem(answer)
  return answer.json()
}

/** Where most people of a zone live, as a first guess: country and currency. */
export function guessPlace(zone: string): { country: string; currency: string } {
  if (zone.startsWith('America/')) return { country: 'US', currency: 'USD' }
  const known: Record<string, { country: string; currency: string }> = {
    'Europe/London': { country: 'GB', currency: 'GBP' },
    'Europe/Zurich': { country: 'CH', currency: 'CHF' },
    'Europe/Vienna': { country: 'AT', currency: 'EUR' },
    'Europe/Dublin': { country: 'IE', currency: 'EUR' },
    'Europe/Berlin': { country: 'DE', currency: 'EUR' },
  }
  return (
    known[zone] ?? {
      country: zone.startsWith('Europe/') ? 'DE' : 'US',
      currency: zone.startsWith('Europe/') ? 'EUR' : 'USD',
    }
  )
}
