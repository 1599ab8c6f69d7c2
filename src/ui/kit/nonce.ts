/**
 * The nonce of this page's content security policy, for the few style elements that libraries add while running.
 * It is read from the property: browsers hide the attribute.
 */
export function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}

// The scroll lock below dialogs asks this global for it.
;(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = pageNonce()
