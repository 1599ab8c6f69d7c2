interface Described {
  summary: string
  tags: string[]
  'x-permission': string
  parameters?: { name: string; in: string; required: boolean; schema: unknown }[]
  requestBody?: { content: Record<string, { schema?: unknown }> }
  responses: Record<string, { description: string; content: Record<string, { schema?: unknown }> }>
}

/** The API as one readable page, served by us: no script, no outside file. */
export function docsPage(openapi: object, nonce: string): string {
  const { info, paths } = openapi as {
    info: { version: string }
    paths: Record<string, Record<string, Described>>
  }
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]) => ({ path, method, each })),
  )
  const tags = [...new Set(all.map(({ each }) => each.tags[0]!))].sort()
  const sections = tags.map((tag) =>
    section(
      tag,
      all.filter(({ each }) => each.tags[0] === tag),
    ),
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Atrium API</title><style nonce="${nonce}">${STYLE}</style></head><body>
<header><h1>Atrium API <small>${escape(info.version)}</small></h1>
<p>Everything the screens do. The machine-readable description is <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<p>Send <code>Authorization: Bearer &lt;api key&gt;</code>. Writing calls honour <code>Idempotency-Key</code>. Errors are
<code>application/problem+json</code> with a stable <code>code</code> and a message that says what to do. Lists take
<code>limit</code> (at most 200) and <code>cursor</code>.</p></header>
<nav aria-label="Sections">${tags.map((tag) => `<a href="#${escape(tag)}">${escape(tag)}</a>`).join(' ')}</nav>
<main>${sections.join('')}</main></body></html>`
}

function section(tag: string, list: { path: string; method: string; each: Described }[]): string {
  return `<section><h2 id="${escape(tag)}">${escape(tag)}</h2>${list.map(entry).join('')}</section>`
}

function entry({ path, method, each }: { path: string; method: string; each: Described }): string {
  const body = each.requestBody && Object.values(each.requestBody.content)[0]?.schema
  const answer = Object.values(each.responses['200']!.content)[0]?.schema
  return `<details><summary><code class="method ${method}">${method.toUpperCase()}</code> <code>${escape(path)}</code> <span>${escape(each.summary)}</span></summary>
<p>Permission: <code>${escape(each['x-permission'])}</code></p>${parameters(each)}
${body ? `<h3>Body</h3>${schema(body)}` : ''}${answer ? `<h3>Answer</h3>${schema(answer)}` : ''}
<p>${escape(each.responses.default!.description)}</p></details>`
}

function parameters({ parameters: list = [] }: Described): string {
  if (list.length === 0) return ''
  const rows = list.map(
    (each) =>
      `<tr><td><code>${escape(each.name)}</code></td><td>${escape(each.in)}</td><td>${each.required ? 'required' : ''}</td><td><code>${escape(JSON.stringify(each.schema))}</code></td></tr>`,
  )
  return `<table><thead><tr><th>Parameter</th><th>In</th><th></th><th>Shape</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function schema(value: unknown): string {
  return `<pre tabindex="0">${escape(JSON.stringify(value, null, 2))}</pre>`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}

const STYLE = `:root{color-scheme:light dark;--line:#8883;--teal:light-dark(#0b6e5b,#6fd3bd)}body{font:15px/1.5 system-ui,sans-serif;max-width:1000px;margin:0 auto;padding:24px}
h1 small{font-size:14px;font-weight:400}nav{display:flex;flex-wrap:wrap;gap:8px 16px;border-block:1px solid var(--line);padding:12px 0;margin:16px 0}a{color:var(--teal)}
details{border:1px solid var(--line);border-radius:8px;margin:8px 0;padding:8px 12px}summary{cursor:pointer;min-height:24px}summary span{margin-left:8px}.method{font-weight:700;color:var(--teal)}
pre{overflow:auto;background:#8881;padding:12px;border-radius:8px;font-size:13px}table{border-collapse:collapse;width:100%;font-size:13px}td,th{text-align:left;padding:4px 8px;border-bottom:1px solid var(--line)}td code{overflow-wrap:anywhere}`
