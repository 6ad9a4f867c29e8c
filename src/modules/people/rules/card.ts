/** The number on a card, worked out from the household's id on any device, and what its QR code says. Also runs in the browser. */
// Crockford's base 32: no I, L, O, U, so that nothing is misread. https://www.crockford.com/base32.html
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * `H-7K2M4Q9D`: the last 40 bits of the id, which are random in a UUIDv7.
 * Among four million households a handful share a number: a number that is typed may find two, the QR code names the one by its id.
 */
export function cardOf(householdId: string): string {
  const tail = BigInt(`0x${householdId.replaceAll('-', '').slice(-10)}`)
  return `H-${Array.from({ length: 8 }, (_, i) => signs[Number((tail >> BigInt(35 - 5 * i)) & 31n)]).join('')}`
}

/** What the QR code of a card says. */
export const cardText = (householdId: string): string => `senda:${cardOf(householdId)}:${householdId}`

// Said here again: schemas of contracts stay on the server.
const number8 = /^[0-9A-HJKMNP-TV-Z]{8}$/
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const scanned = new RegExp(`^senda:([^:]+):(${uuid})$`, 'i')

/** A code that was scanned, or a number as somebody types it: `h 7k2m-4q9d`, O for 0, I or L for 1. Undefined: no card of Senda. */
export function readCard(text: string): { id?: string; card: string } | undefined {
  const code = scanned.exec(text.trim())
  if (!code) return typed(text)
  const id = code[2]!.toLowerCase()
  return cardOf(id) === code[1]!.toUpperCase() ? { id, card: cardOf(id) } : undefined
}

function typed(text: string): { card: string } | undefined {
  const plain = text.toUpperCase().replaceAll(/[\s\-–—.]/gu, '')
  const number = (plain.startsWith('H') && plain.length === 9 ? plain.slice(1) : plain)
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return number8.test(number) ? { card: `H-${number}` } : undefined
}
