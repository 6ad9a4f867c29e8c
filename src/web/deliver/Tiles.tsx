/** What may be given, as tiles; what may not be given again yet says until when. */
import { memo, useState } from 'react'
import type { Service } from '../../modules/delivery/contract.ts'
import { useFormat, useT, useText } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'

type Props = {
  services: Service[]
  chosen: number | undefined
  /** From when it may be given again; undefined: now. */
  again: (service: Service) => string | undefined
  onChoose: (service: Service) => void
}

/** As many as a thumb finds without looking for them. */
const atOnce = 8

export function Tiles({ services, chosen, again, onChoose }: Props) {
  const t = useT()
  const [all, setAll] = useState(false)
  const shown = all ? services : services.slice(0, atOnce)
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would add a frame and a legend to what the heading says */}
      <div className="tiles" role="group" aria-label={t('web.deliver.tiles')}>
        {shown.map((service) => (
          <Tile key={service.id} service={service} isChosen={service.id === chosen} again={again(service)} onChoose={onChoose} />
        ))}
      </div>
      {shown.length < services.length && (
        <button type="button" className="wide" onClick={() => setAll(true)}>
          {t('web.deliver.all-services', { n: services.length })}
        </button>
      )}
    </>
  )
}

type TileProps = { service: Service; isChosen: boolean; again: string | undefined; onChoose: (service: Service) => void }

const Tile = memo(({ service, isChosen, again, onChoose }: TileProps) => {
  const t = useT()
  const text = useText()
  const format = useFormat()
  return (
    <button
      type="button"
      className="tile"
      data-sector={service.sector}
      data-shut={again ? true : undefined}
      aria-pressed={isChosen}
      onClick={() => onChoose(service)}
    >
      <Icon name={service.sector} />
      <span>
        {text(service.names, service.code)}
        {again && <small className="again">{t('web.deliver.again', { day: format.day(`${again}T12:00:00`) })}</small>}
      </span>
    </button>
  )
})
