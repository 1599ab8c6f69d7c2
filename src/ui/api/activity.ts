// Refetches that nobody asked for must not keep a session awake; so remember when a person last did something.
const awakeFor = 30_000
let lastInput = Date.now()

if (typeof window !== 'undefined') {
  for (const name of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
    window.addEventListener(name, () => (lastInput = Date.now()), { passive: true, capture: true })
  }
}

/** True when nobody has touched this window for half a minute. */
export function isUnattended(): boolean {
  return Date.now() - lastInput > awakeFor
}
