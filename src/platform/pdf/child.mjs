// The process that typesets. Plain JavaScript, so that sources and dist/server fork the same file.
// Typst keeps native memory for every document it has seen: evicting its cache and collecting our handles
// every few documents holds the process at about 100 MB; without it 1,500 documents took 4.5 GB.
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

const [workspace, fonts, collectEvery] = process.argv.slice(2)
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: [fonts] }] })
let made = 0

function typeset({ template, json, pictures, createdAt }) {
  for (const [name, bytes] of Object.entries(pictures)) {
    compiler.mapShadow(join(workspace, 'pictures', name), Buffer.from(bytes))
  }
  try {
    const result = compiler.compile({ mainFilePath: join(workspace, template), inputs: { data: json } })
    if (!result.result) throw new Error(explain(result.takeDiagnostics()))
    return compiler.pdf(result.result, createdAt === undefined ? {} : { creationTimestamp: createdAt })
  } finally {
    compiler.resetShadow()
  }
}

function explain(diagnostics) {
  const lines = (diagnostics?.shortDiagnostics ?? []).map((one) => one.message)
  return lines.join('; ') || 'the template could not be compiled'
}

process.on('message', (job) => {
  try {
    process.send({ id: job.id, pdf: typeset(job) })
  } catch (error) {
    process.send({ id: job.id, error: error?.message || String(error) })
  }
  made += 1
  if (made % Number(collectEvery) === 0) {
    compiler.evictCache(0)
    globalThis.gc()
  }
})

// Ctrl-C reaches the whole process group: the parent finishes its documents first and then lets go of us.
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit(0))
