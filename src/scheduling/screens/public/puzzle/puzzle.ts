import { call, type ProblemError } from '../../../../ui/public/index.ts'
import { solveInParts, type Puzzle } from './solve.ts'

export type Solved = { challenge: string; answer: string }

/** Finds the answer beside the page, so that nothing on it stands still; nobody has to do or to see anything. */
export async function solve(puzzle: Puzzle): Promise<Solved> {
  const answer = await inWorker(puzzle).catch(() => solveInParts(puzzle))
  return { challenge: puzzle.challenge, answer }
}

function inWorker(puzzle: Puzzle): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<string>) => {
      worker.terminate()
      resolve(data)
    })
    worker.addEventListener('error', () => {
      worker.terminate()
      reject(new Error('The worker did not start.'))
    })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker.postMessage(puzzle)
  })
}

let ahead: Promise<Solved | null> | null = null

/** Looks whether a puzzle is asked, and solves it while a time is still being chosen. */
export function solveAhead(practice: string): void {
  ahead ??= call('GET /public/{practice}/puzzle', { practice })
    .then(({ challenge, bits }) => (challenge ? solve({ challenge, bits }) : null))
    .catch(() => null)
}

/** The answer found ahead, for one use. */
export async function takeAhead(): Promise<Solved | null> {
  const found = await ahead
  ahead = null
  return found
}

/** The puzzle that a refusal brings along, if it does. */
export function puzzleIn({ code, details }: ProblemError): Puzzle | null {
  return code === 'puzzle_required' ? (details.puzzle as Puzzle) : null
}
