/** The first lines of the composer: what it is, how far it is, and its ways out. */
import { useState } from 'react'
import { address } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useComposer } from './composer.ts'
import { Downloads } from './Downloads.tsx'
import { EditionsDialog } from './EditionsDialog.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import { usePeriodWords } from './periodWords.ts'
import { tokensOf } from './tokens.ts'

export function ComposeHead() {
  const t = useT()
  const { overview, language } = useComposer()
  const period = usePeriodWords()
  const [open, setOpen] = useState<'publish' | 'editions'>()
  return (
    <>
      <Head
        title={t('web.reports.overview', { period: period(overview) })}
        actions={
          <>
            {overview.publications.length > 0 && (
              <button type="button" onClick={() => setOpen('editions')}>
                <Icon name="history" />
                {t('web.reports.editions', { count: overview.publications.length })}
              </button>
            )}
            <Downloads id={overview.id} language={language} />
            <a
              className="button"
              href={address(`/overviews/${overview.id}/download/html`, { language })}
              target="_blank"
              rel="noreferrer"
            >
              {t('web.reports.preview')}
            </a>
            {overview.may.publish && (
              <button type="button" className="primary" onClick={() => setOpen('publish')}>
                <Icon name="send" />
                {t('web.reports.publish')}
              </button>
            )}
          </>
        }
      >
        <HeadWords />
      </Head>
      {open === 'publish' && <PublishDialog onClose={() => setOpen(undefined)} />}
      {open === 'editions' && <EditionsDialog onClose={() => setOpen(undefined)} />}
    </>
  )
}

function HeadWords() {
  const t = useT()
  const format = useFormat()
  const { overview, language } = useComposer()
  const texts = overview.texts.filter((text) => text.language === language)
  const saved = texts
    .map((text) => text.savedAt)
    .sort()
    .at(-1)
  const live = texts.reduce((sum, text) => sum + tokensOf(text.body).length, 0)
  const words = [
    overview.plan,
    t('web.reports.edition', { edition: overview.edition }),
    t(`web.reports.include.${overview.include}`),
    t('web.reports.live', { count: live }),
    ...(saved ? [t('web.reports.saved-at', { at: format.moment(saved) })] : []),
  ]
  return words.join(' · ')
}
