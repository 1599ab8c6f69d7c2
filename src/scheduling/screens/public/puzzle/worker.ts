import { trySolve, type Puzzle } from './solve.ts'

addEventListener('message', (event: MessageEvent<Puzzle>) => {
  postMessage(trySolve(event.data, 0, Number.MAX_SAFE_INTEGER))
})
