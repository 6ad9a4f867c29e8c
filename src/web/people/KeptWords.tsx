/** Where what is typed is until it is saved. */
import { useT } from '../languages.ts'

export function KeptWords({ isKept }: { isKept: boolean }) {
  const t = useT()
  return <small>{t(isKept ? 'web.people.draft.kept' : 'web.people.draft.window')}</small>
}
