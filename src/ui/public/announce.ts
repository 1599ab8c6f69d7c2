let region: HTMLElement | null = null

/** Says something to screen readers that others see happen. */
export function announce(text: string): void {
  if (!region) {
    region = document.createElement('div')
    region.className = 'spoken'
    region.setAttribute('role', 'status')
    document.body.append(region)
  }
  // The same text twice is said twice only if the region was empty between.
  region.textContent = ''
  setTimeout(() => region && (region.textContent = text), 50)
}
