/** How the numbers are made, and whom to ask. */
import { useT } from '../languages.ts'
import { PartEditor } from './PartEditor.tsx'
import { useTypedNumbers } from './useTypedNumbers.ts'

export function MethodTab() {
  const t = useT()
  const typed = useTypedNumbers()
  return (
    <div className="parts">
      <PartEditor part="method" label={t('web.reports.part.method')} help={t('web.reports.part.method.help')} typed={typed} />
      <PartEditor part="contact" label={t('web.reports.part.contact')} help={t('web.reports.part.contact.help')} />
    </div>
  )
}
