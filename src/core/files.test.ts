import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scenario } from '../../test/scenario.ts'
import { assertWritable, copyFileTo, fileAt, getFile, storeFile, withUpload } from './files.ts'

const leftBehind = () => readdirSync(tmpdir()).filter((n) => n.startsWith(`senda-upload-${process.pid}-`))

function form(bytes: number, fill = 'a'): Request {
  const body = new FormData()
  body.set('plan', 'rmrp-2021')
  body.set('file', new File([fill.repeat(bytes)], 'Mayo – 5W.csv', { type: 'text/csv' }))
  return new Request('http://senda/api', { method: 'POST', body })
}

it('where a file is to go is looked at before the work: a folder that is not there is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'senda-out-'))
  try {
    await expect(assertWritable(join(folder, 'refused.xlsx'))).resolves.toBeUndefined()
    const path = join(folder, 'nowhere', 'refused.xlsx')
    await expect(assertWritable(path)).rejects.toMatchObject({
      code: 'core/file-not-written',
      detail: { path, reason: 'ENOENT' },
    })
    await expect(assertWritable(folder)).rejects.toMatchObject({ detail: { path: folder, reason: 'EISDIR' } })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

describe('a file that is sent', () => {
  it('arrives with its name, its size and its fields, and leaves nothing on the disk', async () => {
    const seen = await withUpload(form(100_000), async ({ files, fields }) => {
      expect(readFileSync(files[0]!.path, 'utf8')).toBe('a'.repeat(100_000))
      return { ...files[0]!, ...fields }
    })
    expect(seen).toMatchObject({ field: 'file', name: 'Mayo – 5W.csv', bytes: 100_000, mediaType: 'text/csv', plan: 'rmrp-2021' })
    expect(leftBehind()).toEqual([])
  })

  it('is refused in words when it is too large, and reading stops there', async () => {
    let read = 0
    const endless = new ReadableStream({
      pull: (c) => {
        read += 65_536
        c.enqueue(new Uint8Array(65_536))
      },
    })
    const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    const body = new ReadableStream({
      start: (c) => c.enqueue(new TextEncoder().encode(head)),
      async pull(c) {
        const reader = endless.getReader()
        c.enqueue((await reader.read()).value)
        reader.releaseLock()
      },
    })
    const request = new Request('http://senda/api', {
      method: 'POST',
      body,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      duplex: 'half',
    } as RequestInit)
    await expect(withUpload(request, async () => {}, 2 ** 20)).rejects.toMatchObject({ status: 413, code: 'core/too-large' })
    expect(read).toBeLessThan(2 ** 21)
    expect(leftBehind()).toEqual([])
  })

  it('that breaks off is refused in words and leaves nothing on the disk', async () => {
    const whole = Buffer.from(await form(50_000).arrayBuffer())
    const type = form(1).headers.get('content-type')!
    const boundary = whole.subarray(2, whole.indexOf('\r\n')).toString()
    const cut = new Request('http://senda/api', {
      method: 'POST',
      body: whole.subarray(0, 30_000),
      headers: { 'content-type': type.replace(/boundary=.*/, `boundary=${boundary}`) },
    })
    await expect(withUpload(cut, async () => {})).rejects.toMatchObject({ status: 400, code: 'core/upload-cut' })
    expect(leftBehind()).toEqual([])
  })

  it('that is no form at all is refused in words', async () => {
    const request = new Request('http://senda/api', { method: 'POST', body: 'x' })
    await expect(withUpload(request, async () => {})).rejects.toMatchObject({ code: 'core/not-an-upload' })
  })

  it(
    'twice is kept once',
    scenario(async ({ db, ctx }) => {
      const folder = mkdtempSync(join(tmpdir(), 'senda-test-'))
      const path = join(folder, 'a.csv')
      writeFileSync(path, 'País;Mes\nPerú;2021-05\n'.repeat(400_000))
      const file = await fileAt(path)
      const first = await storeFile(db, file, ctx().actor)
      const second = await storeFile(db, file, ctx().actor)
      expect([first.again, second.again, second.id]).toEqual([false, true, first.id])
      expect((await getFile(db, first.id))!.content.equals(readFileSync(path))).toBe(true)
      expect(await copyFileTo(db, first.id, join(folder, 'b.csv'))).toBe(true)
      expect(readFileSync(join(folder, 'b.csv')).equals(readFileSync(path))).toBe(true)
      rmSync(folder, { recursive: true })
    }),
  )
})
