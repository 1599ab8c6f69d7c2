import { createReadStream } from 'node:fs'
import { suggestMap } from '../../exchange/index.ts'
import type { Call } from '../command.ts'

/** A mapping to begin with, made from the columns and the first rows of a file. */
export async function suggestMapping(
  call: Call,
  { kind, file }: { kind: 'appointments' | 'clients'; file: string },
): Promise<0> {
  const { map, unsure } = await suggestMap(createReadStream(file), kind)
  for (const each of unsure) process.stderr.write(`${each}\n`)
  if (!call.json) call.print(JSON.stringify(map, null, 2))
  call.answer(map)
  return 0
}
