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
import { Table } from '../ui/Table.tsx'
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

function BodiesTable({ bodies, onOpen }: { bodies: Organisation[]; onOpen: ((body: Organisation) => void) | undefined }) {
  const t = useT()
  const text = useText()
  return (
    <Table label={t('web.settings.bodies.title')}>
      <thead>
        <tr>
          <th>{t('web.settings.name')}</th>
          <th>{t('web.settings.bodies.acronym')}</th>
          <th>{t('web.settings.bodies.kind')}</th>
          <th>{t('web.settings.bodies.donor')}</th>
          {onOpen && (
            <th>
              <span className="hide">{t('web.settings.change')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {bodies.map((body) => (
          <tr key={body.id}>
            <th scope="row">{text(body.names)}</th>
            <td>{body.acronym}</td>
            <td>{body.kind}</td>
            <td>{body.isDonor ? t('web.settings.yes') : ''}</td>
            {onOpen && (
              <td>
                <button
                  type="button"
                  onClick={() => onOpen(body)}
                  aria-label={t('web.settings.change.named', { name: text(body.names) })}
                >
                  {t('web.settings.change')}
                </button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
