/** Every answer carries these; pages get the policy with this start's asset rules. */
export function securityHeaders({ https }: { https: boolean }): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()',
    // Browsers ignore it over plain http, so it may always be sent; behind TLS it must.
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'content-security-policy': https ? `${API_POLICY}; upgrade-insecure-requests` : API_POLICY,
  }
}

const API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** The policy of our own pages: own files only; styles of elements need this answer's nonce. */
export function pagePolicy({
  nonce,
  https,
  frameAncestors = "'none'",
}: {
  nonce: string
  https: boolean
  frameAncestors?: string
}): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    // The form builder frames the client's own page.
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors}`,
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}
