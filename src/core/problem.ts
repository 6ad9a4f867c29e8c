/** The only error that reaches a caller. `code` is public: screens translate it, partners match on it, it is never reused. */
export type Status = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 503

export class Problem extends Error {
  readonly status: Status
  readonly code: string
  readonly detail: Record<string, unknown>

  /** @param code `module/what`; its sentence stands under the same key in the module's messages. @param detail values for the sentence. */
  constructor(status: Status, code: string, detail: Record<string, unknown> = {}) {
    super(code)
    this.status = status
    this.code = code
    this.detail = detail
  }
}

export function notFound(what: string, id: string | number): never {
  throw new Problem(404, 'core/not-found', { what, id: String(id) })
}
