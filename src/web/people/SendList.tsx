/** A list is sent: the file, for whom and where, how these people were asked, and where each column belongs. */
import { useState } from 'react'
import type { ListLook, Matching } from '../../modules/people/imports/contract.ts'
import { useT } from '../languages.ts'
import { FileField } from '../ui/FileField.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { ColumnMatching } from './ColumnMatching.tsx'
import { chosenOf, isPlaced } from './lists.ts'
import { OrderFields, useOrder } from './OrderFields.tsx'
import { useSendList } from './useSendList.ts'

export function SendList({ onClose }: { onClose: () => void }) {
  const t = useT()
  const { order, change, isWhole } = useOrder()
  const sending = useSendList(order)
  const { look, files } = sending
  const [file] = files
  const [chosen, setChosen] = useState<Matching>({})
  const [asked, setAsked] = useState(false)
  // Else every row comes back, after the whole list was read.
  const lacksGroup = look?.shape != null && order.group === '' && !isPlaced(look, chosen, 'populationGroup')
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        setAsked(true)
        if (isWhole && !lacksGroup && look?.shape) void sending.start(chosenOf(look, chosen))
      }}
    >
      <OrderFields order={order} onChange={change} asked={asked} lacksGroup={lacksGroup} />
      <FileFields files={files} share={sending.share} onFiles={(next) => void sending.read(next)} />
      {sending.error !== undefined && <ProblemNotice error={sending.error} />}
      {look && (
        <>
          <ShapeNotice look={look} />
          <ColumnMatching look={look} chosen={chosen} onChoose={setChosen} />
        </>
      )}
      {asked && (!isWhole || lacksGroup) && <Notice tone="attention" title={t('web.people.list.incomplete')} says />}
      <div className="row">
        <button type="submit" className="primary" disabled={!look?.shape || sending.share !== undefined}>
          <Icon name="upload" />
          {file ? t('web.people.list.send.named', { name: file.name }) : t('web.people.list.send')}
        </button>
        <button type="button" onClick={onClose}>
          {t('web.ui.cancel')}
        </button>
      </div>
    </form>
  )
}

type FileProps = { files: File[]; share: number | undefined; onFiles: (files: File[]) => void }

/** A second one is asked for where households and their members are files of their own. */
function FileFields({ files: [file, second], share, onFiles }: FileProps) {
  const t = useT()
  return (
    <>
      <FileField
        label={t('web.people.list.file')}
        help={t('web.people.list.file.help')}
        accept=".xlsx,.csv,.tsv,.txt,text/csv"
        share={share}
        onFile={(one) => onFiles([one])}
      />
      {file && (
        <FileField
          label={t('web.people.list.second')}
          help={second ? second.name : t('web.people.list.second.help')}
          accept=".csv,.tsv,.txt,text/csv"
          share={undefined}
          onFile={(one) => onFiles([file, one])}
        />
      )}
    </>
  )
}

/** How rows become households, or that nowhere is a name. */
function ShapeNotice({ look: { shape } }: { look: ListLook }) {
  const t = useT()
  if (shape === null) return <Notice tone="wrong" title={t('web.people.list.no-names')} says />
  return <Notice tone="info" title={t(`web.people.list.shape.${shape}`)} says />
}
