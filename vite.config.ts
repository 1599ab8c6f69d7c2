import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The server replaces this word by a fresh random value in each HTML answer (see src/ui/README.md). */
const noncePlaceholder = '__NONCE__'

const preactNames: Record<string, string> = {
  react: 'preact/compat',
  'react-dom': 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react/jsx-runtime': 'preact/jsx-runtime',
  'react/jsx-dev-runtime': 'preact/jsx-runtime',
}

/** Public pages are read on slow phones: there React's names lead to Preact (a tenth of the size). */
function preactInPublic(): Plugin {
  return {
    name: 'atrium-preact-in-public',
    enforce: 'pre',
    applyToEnvironment: (environment) => environment.name === 'public',
    resolveId(source) {
      const target = preactNames[source]
      return target ? this.resolve(target, here('./src/ui/public/main.tsx')) : null
    },
  }
}

/** The files that most pages need, the most general first: each holds what its roots import and no earlier one has. */
const chunkRoots = [
  { name: 'start', roots: ['./src/ui/staff/main.tsx', './src/scheduling/screens/calendar/first-read.ts'] },
  { name: 'frame', roots: ['./src/ui/staff/app.tsx'] },
  { name: 'kit', roots: ['./src/ui/kit/index.ts'] },
  {
    name: 'calendar',
    roots: ['./src/scheduling/screens/calendar/CalendarScreen.tsx'],
  },
]

type Graph = { getModuleInfo(id: string): { importedIds: readonly string[] } | null }

/**
 * Left to itself the bundler makes a file for each set of screens that share something: the calendar asked for eighty
 * files, and asking for them took longer than running them.
 */
function chunkGroups() {
  return chunkRoots.map(({ name, roots }, index) => {
    let members: Set<string> | null = null
    const nameOf = (id: string, graph: Graph) => {
      members ??= importedBy(roots.map(here), graph)
      return members.has(id) ? name : null
    }
    return { name: nameOf, priority: chunkRoots.length - index }
  })
}

function importedBy(roots: string[], graph: Graph): Set<string> {
  const members = new Set<string>()
  const waiting = [...roots]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    // Libraries follow whoever uses them, part by part: their index files name more than is used.
    if (members.has(id) || id.includes('node_modules')) continue
    members.add(id)
    waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []))
  }
  return members
}

export default defineConfig({
  root: here('./src/ui'),
  publicDir: here('./src/ui/static'),
  plugins: [preactInPublic(), react()],
  html: { cspNonce: noncePlaceholder },
  define: { 'process.env.NODE_ENV': JSON.stringify(process.env.NODE_ENV ?? 'production') },
  build: {
    outDir: here('./dist/web'),
    target: 'es2022',
    // No inlined files and no inline preload code: everything comes from 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  environments: {
    client: {
      build: {
        emptyOutDir: true,
        rolldownOptions: {
          input: { staff: here('./src/ui/staff.html') },
          output: { codeSplitting: { groups: chunkGroups() } },
        },
      },
    },
    public: {
      consumer: 'client',
      build: {
        outDir: here('./dist/web'),
        emptyOutDir: false,
        copyPublicDir: false,
        rollupOptions: { input: { public: here('./src/ui/public.html') } },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'public']) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
})
