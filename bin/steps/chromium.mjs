import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run, say } from './run.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env.PROGRAMFILES}\\Microsoft\\Edge\\Application\\msedge.exe`,
  `${process.env['PROGRAMFILES(X86)']}\\Microsoft\\Edge\\Application\\msedge.exe`,
]

/** Path of a Chromium for the browser stories; installed where that is allowed, null where none is to be had. */
export async function ensureChromium() {
  const found = findChromium()
  if (found) return found
  if (process.platform === 'linux' && process.getuid() === 0 && inPath('apt-get')) {
    say('Installing Chromium …')
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], { env, catching: true })
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      env,
      catching: true,
    })
    const installed = findChromium()
    if (installed) return installed
  }
  say(
    `The browser stories need Chromium, and none was found. ${howToGetIt()} Or name one with ATRIUM_TEST_CHROMIUM.`,
  )
  return null
}

function findChromium() {
  const named = process.env.ATRIUM_TEST_CHROMIUM
  if (named) return existsSync(named) ? named : null
  return NAMES.map(inPath).find(Boolean) ?? PLACES.find((path) => existsSync(path)) ?? null
}

function inPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))
}

function howToGetIt() {
  if (process.platform === 'darwin') return 'Install it with: brew install --cask chromium'
  if (process.platform === 'win32') return 'Install it with: winget install Google.Chrome'
  if (inPath('apt-get')) return 'Install it with: sudo apt-get install chromium'
  if (inPath('dnf')) return 'Install it with: sudo dnf install chromium'
  if (inPath('pacman')) return 'Install it with: sudo pacman -S chromium'
  return 'Install the package chromium of your system.'
}
