import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const find = (): string | undefined => PLACES.find((place) => existsSync(place))

/** Debian's Chromium: where it is absent and we may, it is installed; else the error says what to do. */
export const installChromium = (): string => {
  const found = find()
  if (found !== undefined) return found
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!mayInstall)
    throw new Error('There is no Chromium: install it (Debian: apt-get install chromium), or leave out test:browser.')
  execFileSync('apt-get', ['update', '--quiet'], { stdio: ['ignore', 'ignore', 'inherit'] })
  execFileSync('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', 'chromium'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  const installed = find()
  if (installed === undefined) throw new Error('apt-get has installed chromium, and it is in none of the known places.')
  return installed
}

/** The sandbox needs rights that a container does not have; the page that is opened is our own. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: installChromium(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
