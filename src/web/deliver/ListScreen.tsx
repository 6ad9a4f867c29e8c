/** One distribution: who is expected, who came; ticked by a scan or a tap, also without a network. */
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { DistributionDetail } from '../../modules/delivery/distributions/contract.ts'
import { useCatalogue } from '../field/catalogue.ts'
import { FieldFrame } from '../field/FieldFrame.tsx'
import { useFormat, useT, useText } from '../languages.ts'
import { Answer } from '../ui/Answer.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Empty } from '../ui/Empty.tsx'
import { FindField } from '../ui/FindField.tsx'
import { Head } from '../ui/Head.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ExpectedLine } from './ExpectedLine.tsx'
import { inOrder, type Line, matching } from './expected.ts'
import { ListProgress } from './ListProgress.tsx'
import { ListTools } from './ListTools.tsx'
import { PlannedDialog } from './PlannedDialog.tsx'
import { ScanButton } from './ScanButton.tsx'
import { TickDialog } from './TickDialog.tsx'
import { UndoDialog } from './UndoDialog.tsx'
import { useUsd } from './useAmount.ts'
import { useList } from './useList.ts'
import { WithPost } from './WithPost.tsx'

export function ListScreen() {
  const { id = '' } = useParams({ strict: false })
  return (
    <FieldFrame>
      <WithPost>{(_, here) => <List key={id} id={id} here={here} />}</WithPost>
    </FieldFrame>
  )
}

function List({ id, here }: { id: string; here: ReactNode }) {
  const t = useT()
  const { list, lines } = useList(id)
  return (
    <>
      {!list.data && <Head title={t('web.deliver.list.title')}>{here}</Head>}
      <Answer query={list}>{(detail) => <Detail list={detail} lines={lines} />}</Answer>
    </>
  )
}

const shownAtOnce = 100

function Detail({ list, lines }: { list: DistributionDetail; lines: Line[] }) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const { services, mechanisms } = useCatalogue()
  const usd = useUsd()
  const [words, setWords] = useState('')
  const [ticking, setTicking] = useState<Line>()
  const [undoing, setUndoing] = useState<Line>()
  const [planning, setPlanning] = useState<Line>()
  const [said, setSaid] = useState<'no-card' | 'not-expected' | 'came'>()
  const service = services?.find((one) => one.id === list.service)
  const mechanism = mechanisms.find((one) => one.id === list.mechanism)
  const worth =
    (list.cashValueUsd ?? null) === null
      ? []
      : [t('web.deliver.list.of-each', { value: usd(list.cashValueUsd!) }), mechanism && text(mechanism.names, mechanism.name)]
  const isOpen = list.state === 'open'
  const mayPlan = isOpen && list.may.change && (list.cashValueUsd ?? null) !== null
  const found = matching(inOrder(lines), words)
  const tick = (line: Line | undefined) => {
    setSaid(line ? (line.came ? 'came' : undefined) : 'not-expected')
    if (line && !line.came) setTicking(line)
  }
  return (
    <>
      <Head title={list.title}>
        {[text(service?.names), format.day(`${list.day}T12:00:00`), ...worth].filter(Boolean).join(' · ')}{' '}
        {!isOpen && <Badge icon="lock">{t('web.deliver.list.closed')}</Badge>}
      </Head>
      {lines.length > 0 ? (
        <ListProgress lines={lines} />
      ) : (
        <Empty icon="people" title={t('web.deliver.list.nobody')}>
          <p>{t('web.deliver.list.nobody.words')}</p>
        </Empty>
      )}
      {isOpen && lines.length > 0 && (
        <ScanButton
          label={t('web.deliver.list.scan')}
          onHousehold={(household) => tick(lines.find((one) => one.household === household))}
          onCard={(card) => tick(lines.find((one) => one.card === card))}
          onNothing={() => setSaid('no-card')}
        />
      )}
      {said && <Notice tone="attention" title={t(`web.deliver.list.said.${said}`)} says />}
      {lines.length > 0 && <FindField label={t('web.deliver.list.find')} words={words} onWords={setWords} />}
      {lines.length > 0 && found.length === 0 && <p role="status">{t('web.deliver.list.not-found')}</p>}
      <ul className="entries">
        {found.slice(0, shownAtOnce).map((line) => (
          <ExpectedLine
            key={line.household}
            line={line}
            service={service}
            onTick={isOpen ? () => tick(line) : undefined}
            onPlan={mayPlan ? () => setPlanning(line) : undefined}
            onUndo={() => setUndoing(line)}
          />
        ))}
      </ul>
      {found.length > shownAtOnce && <p className="quiet">{t('web.deliver.list.first', { n: shownAtOnce })}</p>}
      <ListTools list={list} />
      {ticking && <TickDialog list={list} line={ticking} service={service} onClose={() => setTicking(undefined)} />}
      {planning && <PlannedDialog list={list} line={planning} onClose={() => setPlanning(undefined)} />}
      {undoing?.came && (
        <UndoDialog
          delivery={undoing.came.delivery}
          what={undoing.head}
          onClose={() => setUndoing(undefined)}
          onUndone={() => setUndoing(undefined)}
        />
      )}
    </>
  )
}
