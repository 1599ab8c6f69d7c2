/** The four signs a file of ASC X12 is cut by; its ISA segment says which. */
export interface Separators {
  element: string
  component: string
  /** Null before version 4020, where nothing repeats. */
  repetition: string | null
  segment: string
}

/** One segment; `elements[0]` is its id, `elements[1]` what the guides call 01. */
export interface Segment {
  id: string
  elements: readonly string[]
  /** Which segment of the file this is, counted from 1. */
  number: number
}

/** What is wrong with a file, and where. `segment` is the number of the segment in the file. */
export interface X12Fault {
  code: string
  segment: number
  message: string
}

/** An element of a segment, trimmed; '' when it is absent. */
export function element(segment: Segment, index: number): string {
  return (segment.elements[index] ?? '').trim()
}

/** The repetitions of an element, without empty ones. */
export function repeated(segment: Segment, index: number, { repetition }: Separators): string[] {
  const text = element(segment, index)
  return (repetition ? text.split(repetition) : [text]).map((each) => each.trim()).filter(Boolean)
}

/** The components of an element. */
export function components(segment: Segment, index: number, { component }: Separators): string[] {
  return element(segment, index)
    .split(component)
    .map((each) => each.trim())
}

/**
 * The text of a file in whatever it was written: UTF-8, UTF-16 of either order, with or without a byte order mark, or
 * one byte per sign (Windows-1252).
 */
export function decodeX12(bytes: Uint8Array): string {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return decodeAs('utf-16le', bytes)
  if (a === 0xfe && b === 0xff) return decodeAs('utf-16be', bytes)
  if (a !== 0 && b === 0) return decodeAs('utf-16le', bytes)
  if (a === 0 && b !== 0) return decodeAs('utf-16be', bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decodeAs('windows-1252', bytes)
  }
}

function decodeAs(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes)
}

export interface CutFile {
  /** A new interchange brings its own separators; the others keep those of their interchange. */
  cut: { segment: Segment; separators: Separators }[]
  faults: X12Fault[]
}

const LONGEST_HEAD = 300

/**
 * Cuts a text into segments. What stands before the first ISA is passed over and told; a file without one that begins
 * with a group or a transaction is cut by what stands behind those letters. Line ends, indentation and byte order marks between segments say
 * nothing, nor does the case of a segment's name.
 */
export function cutSegments(text: string): CutFile {
  const file: CutFile = { cut: [], faults: [] }
  let { at, separators } = findStart(text, file)
  while (at < text.length) {
    const number = file.cut.length + 1
    if (isHead(text, at)) {
      separators = readSeparators(text, at)
      if (!separators) {
        file.faults.push(fault('isa_broken', number, 'The ISA segment is cut off or has no 16 elements.'))
        at = nextHead(text, at + 3)
        continue
      }
    }
    if (!separators) return file
    const found = text.indexOf(separators.segment, at)
    const end = found === -1 ? text.length : found
    const segment = cutOne(text.slice(at, end), separators, number)
    if (found === -1 && segment.id !== 'IEA') {
      file.faults.push(
        fault('cut_off', number, `The file ends in the middle of segment ${number} (${segment.id}).`),
      )
    }
    file.cut.push({ segment, separators })
    at = skipBlank(text, end + 1)
  }
  if (file.cut.length === 0 && file.faults.length === 0)
    file.faults.push(fault('empty', 1, 'The file is empty.'))
  return file
}

const ANY_HEAD = /\bISA(?=[^A-Za-z0-9\s])/gi
const MOST_BEFORE = 4_000

function isHead(text: string, at: number): boolean {
  // Asked of every segment: most are told apart by their first letter.
  const first = text.charAt(at)
  return (first === 'I' || first === 'i') && /^ISA[^A-Za-z0-9\s]/i.test(text.slice(at, at + 4))
}

/** Where the next ISA stands; the end of the text when there is none. */
function nextHead(text: string, from: number): number {
  ANY_HEAD.lastIndex = from
  return ANY_HEAD.exec(text)?.index ?? text.length
}

function findStart(text: string, file: CutFile): { at: number; separators: Separators | null } {
  const at = skipBlank(text, 0)
  if (at === text.length || isHead(text, at)) return { at, separators: null }
  file.faults.push(fault('no_isa', 1, 'The file does not begin with an ISA segment.'))
  const separators = guessSeparators(text, at)
  if (separators) return { at, separators }
  // A line of a gateway or a mail before the file.
  const head = nextHead(text, at)
  return { at: head - at > MOST_BEFORE ? text.length : head, separators: null }
}

// Some gateways take the envelope off. The guides' examples end segments with a tilde, many programs with a line end.
function guessSeparators(text: string, at: number): Separators | null {
  const element = /^(?:GS|ST)([^A-Za-z0-9\s])/i.exec(text.slice(at, at + 3))?.[1]
  if (!element) return null
  const segment = text.includes('~') && element !== '~' ? '~' : '\n'
  return {
    element,
    component: element === ':' ? '>' : ':',
    repetition: element === '^' ? null : '^',
    segment,
  }
}

function cutOne(text: string, { element }: Separators, number: number): Segment {
  const elements = text.trimEnd().split(element)
  const id = (elements[0] ?? '').trim().toUpperCase()
  return { id, elements: [id, ...elements.slice(1)], number }
}

/** The sign after "ISA" cuts elements; the 16th element is one sign, and the next one ends the segment. */
function readSeparators(text: string, at: number): Separators | null {
  const element = text.charAt(at + 3)
  const head = text.slice(at, at + LONGEST_HEAD).split(element)
  if (!element || head.length < 17) return null
  const before = head.slice(0, 16).join(element).length + 1
  const component = text.charAt(at + before)
  const segment = text.charAt(at + before + 1)
  const eleventh = (head[11] ?? '').trim()
  const repeats = eleventh.length === 1 && !/[A-Za-z0-9]/.test(eleventh)
  const signs = [element, component, segment]
  if (!segment || new Set(signs).size < 3 || signs.some((sign) => /[A-Za-z0-9]/.test(sign))) return null
  return { element, component, repetition: repeats ? eleventh : null, segment }
}

// oxlint-disable-next-line no-control-regex
const BLANK = /[\s\uFEFF\u0000\u001a]*/y

function skipBlank(text: string, from: number): number {
  BLANK.lastIndex = from
  BLANK.exec(text)
  return Math.max(from, BLANK.lastIndex)
}

export function fault(code: string, segment: number, message: string): X12Fault {
  return { code, segment, message }
}
