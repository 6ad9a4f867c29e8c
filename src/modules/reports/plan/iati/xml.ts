/** XML as text: elements are written in the order given, which is what the standard's schema asks for. */

type Attributes = Record<string, string | number | undefined>

// What XML 1.0 cannot hold at all, not even as a reference.
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(unwritable, '')
    .replace(/[&<>"]/g, (c) => escapes[c]!)

/** `element('budget', { type: 1 }, …)`; attributes that are undefined are left out, and so are parts that say nothing. */
export function element(name: string, attributes: Attributes = {}, ...parts: (string | undefined)[]): string {
  const said = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escaped(String(value))}"`))
    .join('')
  const inside = parts.filter((part) => part !== undefined && part !== '').join('')
  return inside === '' ? `<${name}${said}/>` : `<${name}${said}>${inside}</${name}>`
}

export const narrative = (text: string): string => `<narrative>${escaped(text)}</narrative>`
/** An element that holds nothing but words. */
export const told = (name: string, text: string, attributes: Attributes = {}): string =>
  element(name, attributes, narrative(text))
