/** Sites: where people are met, sheltered, counted; added and closed by those who keep them. */
import { useState } from 'react'
import { fold } from '../../core/text.ts'
import type { Site } from '../../modules/places/contract.ts'
import { useCountryName } from '../countries.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { useAdmin1 } from '../people/places.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Empty } from '../ui/Empty.tsx'
import { FindField } from '../ui/FindField.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Listing } from '../ui/Listing.tsx'
import { changing } from './changing.tsx'
import { SettingsTabs } from './SettingsTabs.tsx'
import { SiteDialog } from './SiteDialog.tsx'
import { useSites } from './sites.ts'

export function SitesScreen() {
  const t = useT()
  const may = useMay()
  const country = useCountryName()
  const [words, setWords] = useState('')
  const [open, setOpen] = useState<Site | 'new'>()
  const sites = useSites()
  const mayEdit = may('sites.edit')
  const add = mayEdit && (
    <button type="button" className="primary" onClick={() => setOpen('new')}>
      <Icon name="plus" />
      {t('web.settings.sites.add')}
    </button>
  )
  const isFound = (site: Site) => fold(`${Object.values(site.names).join(' ')} ${country(site.country)}`).includes(fold(words))
  return (
    <>
      <Head title={t('web.settings.sites.title')} actions={add}>
        {t('web.settings.sites.words')}
      </Head>
      <SettingsTabs />
      <FindField label={t('web.settings.sites.find')} words={words} onWords={setWords} />
      <Answer query={sites}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon="pin" title={t('web.settings.sites.none')}>
              <p>{t('web.settings.sites.none.words')}</p>
              {add}
            </Empty>
          ) : (
            <SitesTable sites={list.filter(isFound)} onOpen={mayEdit ? setOpen : undefined} />
          )
        }
      </Answer>
      {open && <SiteDialog site={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function SitesTable({ sites, onOpen }: { sites: Site[]; onOpen: ((site: Site) => void) | undefined }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const country = useCountryName()
  if (sites.length === 0) return <p role="status">{t('web.settings.sites.not-found')}</p>
  return (
    <Listing
      label={t('web.settings.sites.title')}
      rows={format.sorted(sites, (site) => `${country(site.country)} ${text(site.names)}`)}
      keyOf={(site) => site.id}
      columns={[
        { name: t('web.settings.name'), cell: (site) => <SiteName site={site} /> },
        { name: t('web.settings.sites.kind'), cell: (site) => t(`web.settings.sites.kind.${site.kind}`) },
        { name: t('web.settings.sites.place'), cell: (site) => <PlaceName country={site.country} admin1={site.admin1} /> },
        { name: t('web.settings.sites.point'), cell: pointOf, look: 'nowrap' },
        onOpen && changing(t, onOpen, (site) => text(site.names)),
      ]}
    />
  )
}

const pointOf = ({ latitude, longitude }: Site) =>
  latitude !== null && longitude !== null && `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`

function SiteName({ site }: { site: Site }) {
  const t = useT()
  return (
    <>
      {useText()(site.names)} {site.isClosed && <Badge icon="lock">{t('web.settings.sites.closed')}</Badge>}
    </>
  )
}

function PlaceName({ country: code, admin1 }: { country: string; admin1: string | null }) {
  const text = useText()
  const country = useCountryName()
  const place = useAdmin1(code).data?.find((one) => one.code === admin1)
  return [place && text(place.names), country(code)].filter(Boolean).join(', ')
}
