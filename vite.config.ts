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
      build: { emptyOutDir: true, rollupOptions: { input: { staff: here('./src/ui/staff.html') } } },
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
