/** The map as the server draws it for every page and document; the table beside it gives each number. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Dashboard } from '../../modules/figures/contract.ts'
import { get } from '../api.ts'
import { useLanguage, useT } from '../languages.ts'
import { useFigureScope } from './scope.ts'

type Drawn = { svg: string; legend: { shade: string; words: string }[] }

export function MapPicture({ figures }: { figures: Dashboard }) {
  const t = useT()
  const language = useLanguage()
  const { plan, query } = useFigureScope()
  const map = useQuery({
    queryKey: ['map', plan, query, language],
    queryFn: () => get<Drawn>(`/plans/${plan}/map`, query),
    placeholderData: keepPreviousData,
  })
  if (!map.data) return <p className="quiet">{map.isError ? t('web.figures.no-map') : ''}</p>
  return (
    <figure className="stack">
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by our own server, which escapes every name */}
      <div dangerouslySetInnerHTML={{ __html: map.data.svg }} />
      <figcaption className="stack">
        <ul className="legend">
          {map.data.legend.map(({ shade, words }) => (
            <li key={shade}>
              <i className={shade} />
              {words}
            </li>
          ))}
        </ul>
        <span className="quiet">{t('web.figures.map', { method: t(`web.figures.method.${figures.method}`) })}</span>
      </figcaption>
    </figure>
  )
}
