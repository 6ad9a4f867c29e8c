/** The catalogue: what may be given, how often, by whom, and under which indicator of a plan it is reported. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fold } from '../../core/text.ts'
import type { Service } from '../../modules/delivery/contract.ts'
import { looks } from '../../modules/plan/look.ts'
import { get } from '../api.ts'
import { useT, useText } from '../languages.ts'
import { useMay } from '../me.ts'
import { SettingsTabs } from '../settings/SettingsTabs.tsx'
import { Answer } from '../ui/Answer.tsx'
import { Empty } from '../ui/Empty.tsx'
import { FindField } from '../ui/FindField.tsx'
import { Head } from '../ui/Head.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ServiceDialog } from './ServiceDialog.tsx'
import { ServiceTable } from './ServiceTable.tsx'

export function ServicesScreen() {
  const t = useT()
  const text = useText()
  const may = useMay()
  const [words, setWords] = useState('')
  const [retired, setRetired] = useState(false)
  const [open, setOpen] = useState<Service | 'new'>()
  const services = useQuery({ queryKey: ['services', 'list'], queryFn: () => get<Service[]>('/services') })
  const mayEdit = may('services.edit')
  const add = mayEdit && (
    <button type="button" className="primary" onClick={() => setOpen('new')}>
      <Icon name="plus" />
      {t('web.services.add')}
    </button>
  )
  const isShown = (service: Service) =>
    (retired || !service.isRetired) && fold(`${text(service.names)} ${service.code}`).includes(fold(words))
  return (
    <>
      <Head title={t('web.services.title')} actions={add}>
        {t('web.services.words')}
      </Head>
      <SettingsTabs />
      <div className="row">
        <FindField label={t('web.services.find')} words={words} onWords={setWords} />
        <label className="tick">
          <input type="checkbox" checked={retired} onChange={(e) => setRetired(e.target.checked)} />
          {t('web.services.with-retired')}
        </label>
      </div>
      <Answer query={services}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon="deliver" title={t('web.services.none')}>
              <p>{t('web.services.none.words')}</p>
              {add}
            </Empty>
          ) : (
            <Services shown={list.filter(isShown)} words={words} onOpen={mayEdit ? setOpen : undefined} />
          )
        }
      </Answer>
      {open && <ServiceDialog service={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  )
}

type ServicesProps = { shown: Service[]; words: string; onOpen: ((service: Service) => void) | undefined }

function Services({ shown, words, onOpen }: ServicesProps) {
  const t = useT()
  if (shown.length === 0) return <p role="status">{t('web.services.not-found', { words })}</p>
  return <ServiceTable services={bySector(shown)} onOpen={onOpen} />
}

/** Sectors in the order of the table of their colours; within one, as the catalogue has them. */
function bySector(services: Service[]): [string, Service[]][] {
  const sectors = [...new Set([...Object.keys(looks), ...services.map((one) => one.sector)])]
  return sectors.flatMap((sector) => {
    const own = services.filter((one) => one.sector === sector)
    return own.length > 0 ? [[sector, own.toSorted((a, b) => a.position - b.position || a.id - b.id)] as [string, Service[]]] : []
  })
}
