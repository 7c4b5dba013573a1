/** Where Chromium is on this machine; the one place that knows. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
]
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
const named = process.env.CHROMIUM_PATH || process.env.CHROME_PATH

/**
 * What a measured or tested Chromium is started with. Since version 150 a new window draws two suggestion lists of the address bar,
 * each a page of its own with a process of its own, though a headless window has no address bar: they take as long as the page itself.
 * Playwright's list of features is replaced by this one; what of it matters here is named again.
 */
export const quietly = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,AimEnabled,HttpsUpgrades,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,PreconnectToSearch',
]

/** The path of a Chromium, or undefined. CHROMIUM_PATH names one. */
export function findChromium() {
  if (named) return existsSync(named) ? named : undefined
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
  const downloaded = chromium.executablePath()
  // On Ubuntu, chromium-browser may be a script that only says to install a snap.
  const runs = (path) => process.platform !== 'linux' || works(path, ['--version'])
  return [...onPath, ...usualPlaces, downloaded].find((path) => path && existsSync(path) && runs(path))
}

function works(command, args) {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** A Chromium, installed by the means that the machine has if there is none; undefined where that fails too. */
export function ensureChromium() {
  const found = findChromium()
  if (found) return found
  if (named) {
    console.log(`CHROMIUM_PATH (or CHROME_PATH) names ${named}, which does not exist.`)
    return undefined
  }
  const run = (command, args) => {
    console.log(`No Chromium found. Installing one: ${command} ${args.join(' ')}`)
    try {
      execFileSync(command, args, {
        stdio: 'inherit',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    } catch {
      console.log('That did not work.')
    }
  }
  const playwright = ['node_modules/playwright-core/cli.js', 'install', 'chromium']
  if (works('apt-get', ['--version'])) {
    const root = process.getuid?.() === 0
    const sudo = !root && works('sudo', ['-n', 'true'])
    if (root || sudo) {
      const apt = (...args) => run(sudo ? 'sudo' : 'apt-get', sudo ? ['-n', 'apt-get', ...args] : args)
      apt('update')
      apt('install', '-y', 'chromium', 'fonts-noto-cjk')
      // Ubuntu has no such package; then the libraries are wanted too.
      playwright.push('--with-deps')
    }
  }
  if (!findChromium()) run(process.execPath, playwright)
  return findChromium()
}
