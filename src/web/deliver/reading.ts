/** Reads a QR code in the picture of a camera: by the browser's own detector where there is one, else by a decoder that is loaded when it is first needed. */
type Detector = { detect: (source: CanvasImageSource) => Promise<{ rawValue: string }[]> }
type DetectorMaker = {
  new (options: { formats: string[] }): Detector
  getSupportedFormats: () => Promise<string[]>
}
export type ReadCode = (video: HTMLVideoElement) => Promise<string | undefined>

export async function codeReader(): Promise<ReadCode> {
  const own = await ownDetector()
  if (own) return async (video) => (await own.detect(video).catch(() => []))[0]?.rawValue
  const { default: decode } = await import('qr/decode.js')
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async (video) => {
    if (!context || video.videoWidth === 0) return undefined
    drawMiddle(video, canvas, context)
    try {
      return decode(context.getImageData(0, 0, canvas.width, canvas.height))
    } catch {
      // No code in this picture; the next one may hold it.
      return undefined
    }
  }
}

async function ownDetector(): Promise<Detector | undefined> {
  const maker = (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector
  const formats: string[] | undefined = await maker?.getSupportedFormats().catch(() => [])
  return maker && formats?.includes('qr_code') ? new maker({ formats: ['qr_code'] }) : undefined
}

/** The square in the middle, where the frame on the screen is; small enough for a slow telephone. */
function drawMiddle(video: HTMLVideoElement, canvas: HTMLCanvasElement, context: CanvasRenderingContext2D): void {
  const side = Math.min(video.videoWidth, video.videoHeight)
  const size = Math.min(side, 480)
  if (canvas.width !== size) {
    canvas.width = size
    canvas.height = size
  }
  const [x, y] = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2]
  context.drawImage(video, x, y, side, side, 0, 0, size, size)
}
