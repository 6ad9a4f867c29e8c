/** Pictures made small on the device: longest side 1280, about 60 kB, nothing of the camera's own notes (place, time) left in them. */
import type { Picture } from './field.ts'
import type { NewPicture } from './store/vault.ts'

const longest = 1280
const aim = 60_000
const type = 'image/jpeg'

export async function compressed({ blob, ...about }: Picture): Promise<NewPicture> {
  const small = blob.type === type && blob.size <= aim * 0.2 ? blob : await shrunk(blob)
  return { ...about, type: small.type, content: await small.arrayBuffer() }
}

/** As it came where the browser cannot read it. */
async function shrunk(blob: Blob): Promise<Blob> {
  const image = await createImageBitmap(blob, { imageOrientation: 'from-image' }).catch(() => undefined)
  if (!image) return blob
  try {
    return await fitting(image)
  } finally {
    image.close()
  }
}

/** Less quality first; then fewer points. */
async function fitting(image: ImageBitmap): Promise<Blob> {
  let smallest: Blob | undefined
  for (const side of [longest, 1024, 800]) {
    for (const quality of [0.8, 0.65, 0.5]) {
      smallest = await drawn(image, side, quality)
      if (smallest.size <= aim * 1.1) return smallest
    }
  }
  return smallest ?? drawn(image, 800, 0.5)
}

async function drawn(image: ImageBitmap, side: number, quality: number): Promise<Blob> {
  const scale = Math.min(1, side / Math.max(image.width, image.height))
  const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)]
  const canvas = canvasOf(width, height)
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null
  if (!pen) throw new Error('this browser draws no pictures')
  // A signature on nothing becomes black on black otherwise.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, width, height)
  pen.drawImage(image, 0, 0, width, height)
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type, quality })
  return new Promise((resolve, reject) => {
    canvas.toBlob((made) => (made ? resolve(made) : reject(new Error('the picture was not made'))), type, quality)
  })
}

function canvasOf(width: number, height: number): OffscreenCanvas | HTMLCanvasElement {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(width, height)
  return Object.assign(document.createElement('canvas'), { width, height })
}
