/** The overview as a file, in the language shown. */
import { address } from '../api.ts'
import { useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'

const formats = { pdf: 'PDF', docx: 'DOCX', xlsx: 'XLSX', csv: 'CSV (HXL)' } as const

export function Downloads({ id, language }: { id: string; language: string }) {
  const t = useT()
  return (
    <>
      <button type="button" popoverTarget={`files-${id}`}>
        <Icon name="download" />
        {t('web.reports.download')}
      </button>
      <div id={`files-${id}`} popover="auto" className="files">
        <ul className="plain-list">
          {Object.entries(formats).map(([format, name]) => (
            <li key={format}>
              <a className="button" href={address(`/overviews/${id}/download/${format}`, { language })} download>
                <Icon name="download" />
                {name}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
