/** Many rows at once, copied in Excel. */
import { useState } from 'react'
import { useT } from '../languages.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'

const atMost = 500

type Words = {
  title: string
  /** What to copy, and what becomes of it. */
  what: string
  label: string
  /** How columns are taken where the block has no headers. */
  order: string
  /** Columns that have no place. */
  left: (columns: string[]) => string
  tooMany: string
  add: (rows: number) => string
}
type Props<Row> = {
  words: Words
  read: (text: string) => { rows: Row[]; left: string[] }
  onAdd: (rows: Row[]) => void
  onClose: () => void
}

export function PasteDialog<Row>({ words, read, onAdd, onClose }: Props<Row>) {
  const t = useT()
  const [text, setText] = useState('')
  const { rows, left } = read(text)
  const tooMany = rows.length > atMost
  const add = () => {
    onAdd(rows)
    onClose()
  }
  return (
    <Dialog title={words.title} onClose={onClose} wide>
      <p>{words.what}</p>
      <label className="field wide">
        {words.label}
        <textarea rows={8} value={text} onChange={(e) => setText(e.target.value)} spellCheck={false} wrap="off" />
      </label>
      <p className="help">{words.order}</p>
      {left.length > 0 && <Notice tone="attention" title={words.left(left)} />}
      {tooMany && <Notice tone="wrong" title={words.tooMany} says />}
      <div className="row">
        <button type="button" className="primary" disabled={rows.length === 0 || tooMany} onClick={add}>
          {words.add(rows.length)}
        </button>
        <button type="button" onClick={onClose}>
          {t('web.ui.cancel')}
        </button>
      </div>
    </Dialog>
  )
}
