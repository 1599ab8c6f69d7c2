// The grid calls itself a table but holds buttons, which no table may: as a plain group it is true, and the list
// view is the table for those who want one.
const wrongRoles = [
  'table',
  'rowgroup',
  'row',
  'rowheader',
  'columnheader',
  'cell',
  'gridcell',
  'list',
  'listitem',
]
const selector = wrongRoles.map((role) => `[role="${role}"]`).join(',')

function strip(root: Element): void {
  for (const node of [root, ...root.querySelectorAll(selector)]) {
    if (!wrongRoles.includes(node.getAttribute('role') ?? '')) continue
    for (const name of node.getAttributeNames()) {
      if (name === 'role' || /^aria-(col|row|label)/.test(name)) node.removeAttribute(name)
    }
  }
}

/** What scrolls must be reachable by keys, also on a day without a visit. */
function makeReachable(root: Element): void {
  for (const box of root.querySelectorAll<HTMLElement>('.ec-main')) box.tabIndex = 0
}

/** Corrects the roles now and whenever the grid draws again; answers how to stop. */
export function correctRoles(root: HTMLElement): () => void {
  strip(root)
  makeReachable(root)
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'attributes') strip(change.target as Element)
      else for (const node of change.addedNodes) if (node instanceof Element) strip(node)
    }
    makeReachable(root)
  })
  observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['role'] })
  return () => observer.disconnect()
}
