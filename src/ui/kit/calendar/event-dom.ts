import { statusOf } from '../status.tsx'
import type { CalendarEvent } from './model.ts'

const svg = 'http://www.w3.org/2000/svg'

function element(name: string, className: string, text?: string): HTMLElement {
  const node = document.createElement(name)
  node.className = className
  if (text !== undefined) node.textContent = text
  return node
}

/** A picture of the sheet that the wrapper draws once (see IconSheet). */
function icon(name: string): SVGElement {
  const picture = document.createElementNS(svg, 'svg')
  picture.setAttribute('class', 'at-ev-icon')
  picture.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS(svg, 'use')
  use.setAttribute('href', `#at-icon-${name}`)
  picture.append(use)
  return picture
}

/** What stands in a visit: the name first, because short visits have one line; then time and what it is. */
export function eventNodes(event: CalendarEvent, timeText: string): Node[] {
  const body = element('span', 'at-ev-body')
  const line = element('span', 'at-ev-line')
  line.append(icon(event.icon ?? statusOf(event.state).icon), element('bdi', 'at-ev-title', event.title))
  if (event.marks?.length) {
    const marks = element('span', 'at-ev-marks')
    marks.append(...event.marks.map(icon))
    line.append(marks)
  }
  const more = element('span', 'at-ev-more')
  more.append(element('span', 'at-ev-time', timeText))
  if (event.about) more.append(element('span', 'at-ev-about', event.about))
  body.append(line, more, element('span', 'at-ev-spoken', event.stateLabel))
  return [body]
}

export function resourceNodes(title: string, about?: string): Node[] {
  const node = element('span', 'at-col')
  node.append(element('bdi', 'at-col-title', title))
  if (about) node.append(element('span', 'at-col-about', about))
  return [node]
}
