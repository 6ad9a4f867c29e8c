/** Sends a form with files and tells how far it is; loaded with the first file that is sent. */
import { heard, ProblemAnswer, screenLanguage } from '../api.ts'

export type Progress = (share: number) => void

export function sendForm<A>(path: string, form: FormData, onProgress: Progress, signal?: AbortSignal): Promise<A> {
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
