import { asProblem, call, type Returns, type Takes } from '../../../../ui/public/index.ts'
import { puzzleIn, solve, takeAhead, type Solved } from './puzzle.ts'

type Guarded = 'POST /public/{practice}/holds' | 'POST /public/{practice}/waitlist'

/** Calls what may ask for a puzzle: with the answer found ahead, or with that of the puzzle which a refusal brings. */
export async function callSolved<K extends Guarded>(key: K, wish: Takes<K>): Promise<Returns<K>> {
  const solvedBy = (puzzle: Solved): Takes<K> => ({ ...(wish as object), puzzle }) as Takes<K>
  const ahead = await takeAhead()
  try {
    return await call(key, ahead ? solvedBy(ahead) : wish)
  } catch (error) {
    const asked = puzzleIn(asProblem(error))
    if (!asked) throw error
    return call(key, solvedBy(await solve(asked)))
  }
}
