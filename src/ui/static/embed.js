// Puts the booking page of a practice where this script stands:
// <script src="https://…/embed.js" data-practice="willow-lane" async></script>
;(() => {
  const script = document.currentScript
  const practice = script?.dataset.practice ?? ''
  if (!script || !/^[a-z0-9-]{1,50}$/.test(practice)) {
    // oxlint-disable-next-line no-console -- whoever pasted the line looks there
    console.error('Atrium: the script needs data-practice, the name in the address of the booking page.')
    return
  }
  const home = new URL(script.src).origin
  const address = new URL(`/embed/${practice}`, home)
  address.searchParams.set('parent', location.origin)
  for (const name of ['lang', 'service', 'with', 'location'])
    if (script.dataset[name]) address.searchParams.set(name, script.dataset[name])
  const frame = document.createElement('iframe')
  frame.src = address.href
  frame.title = script.dataset.title || 'Online booking'
  frame.style.cssText = 'width:100%;min-height:480px;border:0;display:block'
  script.after(frame)
  addEventListener('message', (event) => {
    // Only our frame, only from our address, only what we know.
    if (event.origin !== home || event.source !== frame.contentWindow) return
    const { atrium, height } = event.data ?? {}
    if (atrium === 'height' && Number.isFinite(height))
      frame.style.height = `${Math.min(Math.max(Math.ceil(height), 200), 20000)}px`
    if (atrium === 'top' && frame.getBoundingClientRect().top < 0) frame.scrollIntoView()
  })
})()
