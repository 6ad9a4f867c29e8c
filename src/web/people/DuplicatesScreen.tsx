/** Records that may be of one person: the likeliest first, why, and a decision that can be undone. */
import { useSearch } from '@tanstack/react-router'
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { type Search, useChangeSearch } from '../scope.ts'
import { Head } from '../ui/Head.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Choice } from './Choice.tsx'
import { DuplicateModel } from './DuplicateModel.tsx'
import { Merges } from './Merges.tsx'
import { Pairs } from './Pairs.tsx'
import { PeopleTabs } from './PeopleTabs.tsx'
import './people.css'

const parts = ['open', 'merges', 'model'] as const
type Part = (typeof parts)[number]

export function DuplicatesScreen() {
  const t = useT()
  const may = useMay()
  const search: Search = useSearch({ strict: false })
  const change = useChangeSearch()
  const part: Part = parts.find((one) => one === search.part) ?? 'open'
  return (
    <>
      <Head title={t('web.people.duplicates')}>{t('web.people.duplicates.words')}</Head>
      {may('people.manage') ? (
        <>
          <PeopleTabs />
          <Choice
            legend={t('web.people.duplicates.part')}
            quiet
            options={parts.map((one) => ({ value: one, name: t(`web.people.duplicates.${one}`) }))}
            value={part}
            onChange={(one) => change({ part: one === 'open' ? undefined : one })}
          />
          {part === 'open' && <Pairs />}
          {part === 'merges' && <Merges />}
          {part === 'model' && <DuplicateModel />}
        </>
      ) : (
        <Notice tone="attention" title={t('web.people.duplicates.not-yours')} />
      )}
    </>
  )
}
