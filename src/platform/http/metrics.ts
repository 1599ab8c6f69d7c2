import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { Finished } from './listen.ts'

export interface Metrics {
  observe(request: Finished): void
  fetch(request: Request): Promise<Response>
}

/** Figures of the process and its requests in Prometheus's format; no path and no id, so nothing personal. */
export function createMetrics(): Metrics {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const requests = new Counter({
    name: 'atrium_http_requests_total',
    help: 'Requests answered, by method and status',
    labelNames: ['method', 'status'],
    registers: [register],
  })
  const seconds = new Histogram({
    name: 'atrium_http_request_seconds',
    help: 'Seconds until a request was answered, by method',
    labelNames: ['method'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [register],
  })
  return {
    observe: (request) => {
      requests.inc({ method: request.method, status: request.status })
      seconds.observe({ method: request.method }, request.seconds)
    },
    fetch: async (request) => {
      if (new URL(request.url).pathname !== '/metrics') return new Response('Not found', { status: 404 })
      return new Response(await register.metrics(), { headers: { 'content-type': register.contentType } })
    },
  }
}
