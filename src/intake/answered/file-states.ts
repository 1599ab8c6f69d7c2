import { fileStates } from '../../platform/files/states.ts'
import type { FileState } from '../../platform/files/states.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { AnsweredFact, AnsweredSection } from './answered.ts'

/** Sections whose files say whether a scanner looked at them; an answer that came from elsewhere may name none of ours. */
export async function withFileStates(ctx: Context, sections: AnsweredSection[]) {
  const facts = sections.flatMap((section) => section.facts)
  const states = await fileStates(
    ctx,
    facts.flatMap(({ files }) => files.map(({ id }) => id)),
  )
  return sections.map((section) => ({
    ...section,
    facts: section.facts.map((fact) => ({ ...fact, files: known(fact, states) })),
  }))
}

function known({ files }: AnsweredFact, states: Map<string, FileState>) {
  return files.flatMap((file) => {
    const state = states.get(file.id)
    return state ? [{ ...file, ...state }] : []
  })
}
