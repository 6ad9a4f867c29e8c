/** Telephone numbers as they are kept: international where they are numbers of the country they are given in. */
import type { CountryCode } from 'libphonenumber-js'

/**
 * `0987654321` in Ecuador → `+593987654321`; what is no valid number there stays as it was written.
 * `key`: its last eight digits, to find and compare whatever was dialled before them.
 */
export async function phoneOf(written: string, country: string): Promise<{ phone: string | null; key: string | null }> {
  const text = written.trim()
  if (text === '') return { phone: null, key: null }
  // Loaded when the first number is written: its table of all countries is not needed to start.
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/max')
  const number = parsePhoneNumberFromString(text, country as CountryCode)
  const phone = number?.isValid() ? number.number : text
  const digits = phone.replace(/\D/g, '')
  return { phone, key: digits.length >= 6 ? digits.slice(-8) : null }
}
