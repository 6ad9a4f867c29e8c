/** A file to send, and how far it is on its way. */
import { useT } from '../languages.ts'
import { Field } from './Field.tsx'

type Props = { label: string; help: string; accept?: string; share: number | undefined; onFile: (file: File) => void }

/** @param share of the file that was sent; undefined while nothing is on its way */
export function FileField({ label, help, accept = '.csv,.xlsx,text/csv', share, onFile }: Props) {
  const t = useT()
  return (
    <>
      <Field label={label} help={help}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept={accept}
            disabled={share !== undefined}
            onChange={(e) => {
              const file = e.target.files?.[0]
              if (file) onFile(file)
            }}
          />
        )}
      </Field>
      {share !== undefined && (
        <div>
          <progress max={1} value={share < 1 ? share : undefined} aria-label={t('web.plan.import.sending')} />
          <p className="quiet" role="status">
            {t(share < 1 ? 'web.plan.import.sending' : 'web.plan.import.reading')}
          </p>
        </div>
      )}
    </>
  )
}
