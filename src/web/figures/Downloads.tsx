/** The table that is shown, as a file. */
import { address, type Query } from '../api.ts'
import { useFormat, useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'

export function Downloads({ path, query }: { path: string; query: Query }) {
  const t = useT()
  const { language } = useFormat()
  return (
    <ul className="downloads" aria-label={t('web.figures.download')}>
      {[
        { name: 'CSV', href: address(`${path}.csv`, { ...query, language }) },
        { name: t('web.figures.download.hxl'), href: address(`${path}.csv`, { ...query, language, hxl: 1 }) },
        { name: 'XLSX', href: address(`${path}.xlsx`, { ...query, language }) },
      ].map(({ name, href }) => (
        <li key={name}>
          <a className="button" href={href} download>
            <Icon name="download" />
            {name}
          </a>
        </li>
      ))}
    </ul>
  )
}
