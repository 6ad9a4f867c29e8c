/** The way back to the imports. */
import { useT } from '../languages.ts'
import { Go } from '../ui/Go.tsx'

export function Crumbs({ here }: { here: string }) {
  const t = useT()
  return (
    <nav className="crumbs" aria-label={t('web.imports.title')}>
      <ol>
        <li>
          <Go to="/activities">{t('web.ui.job.activities')}</Go>
        </li>
        <li>
          <Go to="/imports">{t('web.imports.title')}</Go>
        </li>
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  )
}
