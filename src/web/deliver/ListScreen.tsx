/** One distribution: who is expected, who came; ticked by a scan or a tap, also without a network. */
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Service } from '../../modules/delivery/contract.ts'
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
import { cardsOf, idsOf, inOrder, type Line, matching } from './expected.ts'
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

type Doing = { what: 'tick' | 'plan' | 'undo'; line: Line }

function Detail({ list, lines }: { list: DistributionDetail; lines: Line[] }) {
  const t = useT()
  const service = useCatalogue().services?.find((one) => one.id === list.service)
  const [words, setWords] = useState('')
  const [doing, setDoing] = useState<Doing>()
  const [said, setSaid] = useState<'no-card' | 'not-expected' | 'came'>()
  const isOpen = list.state === 'open'
  const tick = (line: Line | undefined) => {
    setSaid(line ? (line.came ? 'came' : undefined) : 'not-expected')
    if (line && !line.came) setDoing({ what: 'tick', line })
  }
  return (
    <>
      <ListHead list={list} service={service} />
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
          onHousehold={(household) => tick(lines.find((one) => idsOf(one).includes(household)))}
          onCard={(card) => tick(lines.find((one) => cardsOf(one).includes(card)))}
          onNothing={() => setSaid('no-card')}
        />
      )}
      {said && <Notice tone="attention" title={t(`web.deliver.list.said.${said}`)} says />}
      {lines.length > 0 && <FindField label={t('web.deliver.list.find')} words={words} onWords={setWords} />}
      <Expected
        list={list}
        lines={lines}
        words={words}
        service={service}
        onDo={(what, line) => (what === 'tick' ? tick(line) : setDoing({ what, line }))}
      />
      <ListTools list={list} />
      {doing && <LineDialog {...doing} list={list} service={service} onClose={() => setDoing(undefined)} />}
    </>
  )
}

type PartProps = { list: DistributionDetail; service: Service | undefined }

function ListHead({ list, service }: PartProps) {
  const t = useT()
  const text = useText()
  const format = useFormat()
  const usd = useUsd()
  const mechanism = useCatalogue().mechanisms.find((one) => one.id === list.mechanism)
  const worth =
    (list.cashValueUsd ?? null) === null
      ? []
      : [t('web.deliver.list.of-each', { value: usd(list.cashValueUsd!) }), mechanism && text(mechanism.names, mechanism.name)]
  return (
    <Head title={list.title}>
      {[text(service?.names), format.day(`${list.day}T12:00:00`), ...worth].filter(Boolean).join(' · ')}{' '}
      {list.state !== 'open' && <Badge icon="lock">{t('web.deliver.list.closed')}</Badge>}
    </Head>
  )
}

const shownAtOnce = 100
type ExpectedProps = PartProps & { lines: Line[]; words: string; onDo: (what: Doing['what'], line: Line) => void }

function Expected({ list, service, lines, words, onDo }: ExpectedProps) {
  const t = useT()
  const found = matching(inOrder(lines), words)
  const isOpen = list.state === 'open'
  const mayPlan = isOpen && list.may.change && (list.cashValueUsd ?? null) !== null
  return (
    <>
      {lines.length > 0 && found.length === 0 && <p role="status">{t('web.deliver.list.not-found')}</p>}
      <ul className="entries">
        {found.slice(0, shownAtOnce).map((line) => (
          <ExpectedLine
            key={line.household}
            line={line}
            service={service}
            onTick={isOpen ? () => onDo('tick', line) : undefined}
            onPlan={mayPlan ? () => onDo('plan', line) : undefined}
            onUndo={() => onDo('undo', line)}
          />
        ))}
      </ul>
      {found.length > shownAtOnce && <p className="quiet">{t('web.deliver.list.first', { n: shownAtOnce })}</p>}
    </>
  )
}

function LineDialog({ what, line, list, service, onClose }: Doing & PartProps & { onClose: () => void }) {
  if (what === 'tick') return <TickDialog list={list} line={line} service={service} onClose={onClose} />
  if (what === 'plan') return <PlannedDialog list={list} line={line} onClose={onClose} />
  if (!line.came) return null
  return <UndoDialog delivery={line.came.delivery} what={line.head} onClose={onClose} onUndone={onClose} />
}
