/** An address that leads nowhere. */
import { useT } from '../languages.ts'
import { Empty } from './Empty.tsx'
import { Go } from './Go.tsx'
import { Head } from './Head.tsx'

export function NotThere() {
  const t = useT()
  return (
    <>
      <Head title={t('web.ui.not-there')} />
      <Empty icon="pin" title={t('web.ui.not-there.title')}>
        <p>{t('web.ui.not-there.words')}</p>
        <Go to="/" className="button">
          {t('web.ui.not-there.today')}
        </Go>
      </Empty>
    </>
  )
}
