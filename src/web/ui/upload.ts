/** A form with files on its way, loaded with the screens that send one. */
import { heard, ProblemAnswer, screenLanguage } from '../api.ts'

/** @param onProgress hears the share sent, 0 to 1 @param signal stops it */
export function upload<A>(path: string, form: FormData, onProgress: (share: number) => void, signal?: AbortSignal): Promise<A> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api${path}`)
    request.setRequestHeader('accept-language', screenLanguage())
    request.responseType = 'json'
    request.upload.onprogress = (e) => {
      if (e.lengthComputable) onProgress(e.loaded / e.total)
    }
    request.onerror = () => {
      heard(false)
      reject(new ProblemAnswer(0, {}))
    }
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
    request.onload = () => {
      heard(true)
      if (request.status < 300) resolve(request.response as A)
      else reject(new ProblemAnswer(request.status, (request.response ?? {}) as Record<string, unknown>))
    }
    signal?.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}
