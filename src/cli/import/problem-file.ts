import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { csvText } from '../../platform/csv/csv.ts'
import { problemColumns, problemCells } from '../../exchange/index.ts'
import type { ImportProblem } from '../../exchange/index.ts'

/** Writes problems as they come, so that a file of only wrong rows needs no memory; without a name it does nothing. */
export function problemFile(name: string | boolean | undefined) {
  if (typeof name !== 'string') return { add: async () => {}, end: async () => {} }
  const out = createWriteStream(name)
  const lines: { columns: string[] | null } = { columns: null }
  const write = async (text: string) => {
    if (!out.write(text)) await once(out, 'drain')
  }
  return {
    async add(problems: readonly ImportProblem[]) {
      if (problems.length === 0) return
      const isFirst = lines.columns === null
      const cells = (lines.columns ??= Object.keys(
        problems.find((each) => Object.keys(each.cells).length > 0)?.cells ?? {},
      ))
      const text = await csvText(
        { columns: problemColumns(cells), bom: isFirst },
        problems.map((each) => problemCells(each, cells)),
      )
      await write(isFirst ? text : text.slice(text.indexOf('\r\n') + 2))
    },
    async end() {
      if (lines.columns === null) await write(await csvText({ columns: problemColumns([]) }, []))
      out.end()
      await once(out, 'close')
    },
  }
}
