/** What is due today, for the scope chosen. */

import { useT } from '../languages.ts'
import { Head } from '../ui/Head.tsx'
import { useScopeWords } from '../ui/ScopeWords.tsx'

export function TodayScreen() {
  const t = useT()
  return <Head title={t('web.ui.job.today')}>{useScopeWords().join(' · ')}</Head>
}
