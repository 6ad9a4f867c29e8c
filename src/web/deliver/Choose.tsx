/** The first of two taps: who it is, and the tiles. */
import { useMemo } from 'react'
import type { Service } from '../../modules/delivery/contract.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { useT } from '../languages.ts'
import { Empty } from '../ui/Empty.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Wait } from '../ui/Wait.tsx'
import { GiveButton } from './GiveButton.tsx'
import { draftOf } from './giving.ts'
import { HouseholdPanel } from './HouseholdPanel.tsx'
import type { Post } from './post.ts'
import { Tiles } from './Tiles.tsx'
import { arranged, offered, usedAt } from './tiles.ts'
import { againstHere } from './useDouble.ts'
import type { Front } from './useFront.ts'
import type { Giving } from './useGiving.ts'

export function Choose({ giving, front, post }: { giving: Giving; front: Front; post: Post }) {
  const t = useT()
  const { services } = useCatalogue()
  const { household, past, last } = front
  const tiles = useMemo(
    () => services && arranged(offered(services, post.organisation), usedAt(post.site)),
    [services, post.organisation, post.site],
  )
  const again = (service: Service) => againstHere(draftOf(service, household), household, past)?.again
  if (household && !household.may.deliver)
    return (
      <Notice tone="attention" title={t('web.deliver.may-not')}>
        <p>{t('web.deliver.may-not.words')}</p>
      </Notice>
    )
  return (
    <>
      {household && <HouseholdPanel household={household} last={last} />}
      {!tiles && <Wait />}
      {tiles?.length === 0 && (
        <Empty icon="deliver" title={t('web.deliver.no-services')}>
          <p>{t('web.deliver.no-services.words')}</p>
        </Empty>
      )}
      {tiles && tiles.length > 0 && (
        <Tiles services={tiles} chosen={giving.draft?.service.id} again={again} onChoose={giving.choose} />
      )}
      <div className="give-bar">
        <GiveButton giving={giving} />
        {giving.draft && (
          <button type="button" className="wide" onClick={giving.more}>
            {t('web.deliver.more')}
          </button>
        )}
      </div>
    </>
  )
}
