/** The Chromium that journeys are made in: the machine's own, installed through apt where it is missing and we may. */
import { existsSync } from 'node:fs'
import { aptInstall } from './apt.ts'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
]

/** Path of a Chromium, or undefined where there is none. */
export const findChromium = (): string | undefined =>
  [process.env.SENDA_CHROMIUM ?? '', ...places].find((path) => path !== '' && existsSync(path))

/** Makes sure that there is one. The sentence says what to do where there is none. */
export function ensureChromium(): string {
  const found = findChromium()
  if (found) return found
  aptInstall('chromium')
  const installed = findChromium()
  if (!installed)
    throw new Error(
      'The journeys need Chromium, and none is here. Install it (apt-get install chromium), or give its path in SENDA_CHROMIUM.',
    )
  return installed
}
