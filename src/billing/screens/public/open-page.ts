import type { Returns } from '../../../ui/public/index.ts'

type Opening = Returns<'POST /pay/checkout'>

const LOOK_MS = 400
const MOST_LOOKS = 60

/**
 * Goes to the card provider's page as soon as it is open, which takes a second; `look` asks again. Answers false when
 * it can't be opened. Nothing was paid by then.
 */
export async function goToProvider(begun: Opening, look: (id: string) => Promise<Opening>): Promise<boolean> {
  let opening = begun
  for (let looks = 0; !opening.url && !opening.problem && looks < MOST_LOOKS; looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    opening = await look(opening.id)
  }
  if (!opening.url) return false
  location.assign(opening.url)
  return true
}
