/** What every action gets: who is asking, in which language, and where to read and write. */
import type { Asking } from './access.ts'
import type { Db } from './database.ts'
import type { Language } from './i18n.ts'

export type Context = Asking & { db: Db; language: Language; requestId: string }
