/** Where a workbook is dropped or chosen, and which it is. */
import { type DragEvent, useRef, useState } from 'react'
import { useFormat, useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'

type Props = { file: File | undefined; onFile: (file: File | undefined) => void; disabled: boolean }

export function Drop({ file, onFile, disabled }: Props) {
  const t = useT()
  const [over, setOver] = useState(false)
  const onDrop = (e: DragEvent) => {
    e.preventDefault()
    setOver(false)
    if (!disabled) onFile(e.dataTransfer.files[0])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a second way; the button inside is the first
    <div
      className="empty drop"
      data-over={over || undefined}
      onDragOver={(e) => {
        e.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Icon name="upload" />
      {file ? <Named file={file} /> : <h2>{t('web.imports.drop')}</h2>}
      <p className="quiet">{t('web.imports.drop.words')}</p>
      <Chooser file={file} onFile={onFile} disabled={disabled} />
    </div>
  )
}

function Named({ file }: { file: File }) {
  const format = useFormat()
  const size =
    file.size < 1e6
      ? `${format.number(Math.ceil(file.size / 1000))} kB`
      : `${format.number(file.size / 1e6, { maximumFractionDigits: 1 })} MB`
  return (
    <p>
      <b>{file.name}</b> <span className="quiet">{size}</span>
    </p>
  )
}

/** The file dialog of the browser, behind a button that is like the others. */
function Chooser({ file, onFile, disabled }: Props) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx,.xlsm,.csv,.tsv,.txt"
        aria-label={t('web.imports.choose')}
        onChange={(e) => {
          onFile(e.target.files?.[0])
          e.target.value = ''
        }}
      />
      <button type="button" disabled={disabled} onClick={() => input.current?.click()}>
        {t(file ? 'web.imports.other' : 'web.imports.choose')}
      </button>
    </>
  )
}
