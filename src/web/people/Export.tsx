/** The list of the people one keeps, as a file; that it was taken is written down for each of them. */
import { address } from '../api.ts'
import { useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Icon } from '../ui/Icon.tsx'

export function Export({ site }: { site: string }) {
  const t = useT()
  const may = useMay()
  if (!may('people.manage')) return null
  return (
    <details className="export">
      <summary>{t('web.people.export')}</summary>
      <p className="help">{t('web.people.export.words')}</p>
      <p className="row">
        {(['xlsx', 'csv'] as const).map((kind) => (
          <a key={kind} className="button" href={address(`/people/households.${kind}`, { site })} download>
            <Icon name="download" />
            {kind.toUpperCase()}
          </a>
        ))}
      </p>
    </details>
  )
}
