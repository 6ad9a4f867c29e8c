/** The bodies of the response: found by any of their names, added, and named rightly. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { Organisation } from '../../modules/organisations/contract.ts'
import { get } from '../api.ts'
import { useT, useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { Answer } from '../ui/Answer.tsx'
import { FindField } from '../ui/FindField.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Listing } from '../ui/Listing.tsx'
import { changing } from './changing.tsx'
import { OrganisationDialog } from './OrganisationDialog.tsx'
import { SettingsTabs } from './SettingsTabs.tsx'
import './settings.css'

const shownAtOnce = 200

export function OrganisationsScreen() {
  const t = useT()
  const may = useMay()
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const [open, setOpen] = useState<Organisation | 'new'>()
  const bodies = useQuery({
    queryKey: ['organisations', 'list', q],
    queryFn: () => get<Organisation[]>('/organisations', { q, limit: shownAtOnce }),
    placeholderData: keepPreviousData,
  })
  const mayEdit = may('organisations.edit')
  return (
    <>
      <Head
        title={t('web.settings.bodies.title')}
        actions={
          mayEdit && (
            <button type="button" className="primary" onClick={() => setOpen('new')}>
              <Icon name="plus" />
              {t('web.settings.bodies.add')}
            </button>
          )
        }
      >
        {t('web.settings.bodies.words')}
      </Head>
      <SettingsTabs />
      <FindField label={t('web.settings.bodies.find')} words={words} onWords={setWords} />
      <Answer query={bodies}>
        {(list) => (
          <>
            {list.length === 0 ? (
              <p>{t('web.settings.bodies.none', { words: q })}</p>
            ) : (
              <BodiesTable bodies={list} onOpen={mayEdit ? setOpen : undefined} />
            )}
            {list.length === shownAtOnce && <p className="quiet">{t('web.settings.bodies.first', { count: shownAtOnce })}</p>}
          </>
        )}
      </Answer>
      {open && <OrganisationDialog body={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  )
}

type TableProps = { bodies: Organisation[]; onOpen: ((body: Organisation) => void) | undefined }

function BodiesTable({ bodies, onOpen }: TableProps) {
  const t = useT()
  const text = useText()
  return (
    <Listing
      label={t('web.settings.bodies.title')}
      rows={bodies}
      keyOf={(body) => body.id}
      columns={[
        { name: t('web.settings.name'), cell: (body) => text(body.names) },
        { name: t('web.settings.bodies.acronym'), cell: (body) => body.acronym },
        { name: t('web.settings.bodies.kind'), cell: (body) => body.kind },
        { name: t('web.settings.bodies.donor'), cell: (body) => body.isDonor && t('web.settings.yes') },
        onOpen && changing(t, onOpen, (body) => text(body.names)),
      ]}
    />
  )
}
