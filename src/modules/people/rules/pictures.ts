/** What is taken for a photo, by its first bytes: what a file says of itself is not believed. */

export const mostPictureBytes = 400 * 1000

type Type = 'image/jpeg' | 'image/png' | 'image/webp'
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

const hasAt = (bytes: Uint8Array, at: number, expected: readonly number[]): boolean =>
  expected.every((b, i) => bytes[at + i] === b)
const letters = (text: string): number[] => [...text].map((c) => c.charCodeAt(0))

/** undefined: neither JPEG, PNG nor WebP. */
export function pictureType(bytes: Uint8Array): Type | undefined {
  if (hasAt(bytes, 0, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (hasAt(bytes, 0, png)) return 'image/png'
  return hasAt(bytes, 0, letters('RIFF')) && hasAt(bytes, 8, letters('WEBP')) ? 'image/webp' : undefined
}
