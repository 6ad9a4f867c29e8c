/** People in need by household survey: shares with their intervals, applied to the projections, and the way into the plan. */
import { useMutation } from '@tanstack/react-query'
import { type CSSProperties, useState } from 'react'
import type { Survey, SurveyApplied, SurveyPlace, SurveyShare } from '../../modules/plan/needs/contract.ts'
import { address, send } from '../api.ts'
import { hasMessage, useFormat, useT } from '../languages.ts'
import { useMay } from '../me.ts'
import { Answer } from '../ui/Answer.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Table } from '../ui/Table.tsx'
import { SurveyDialog } from './SurveyDialog.tsx'
import { useReadAgain, useSurveys } from './useNeeds.ts'

export function SurveyPart({ plan }: { plan: string }) {
  const t = useT()
  const may = useMay()
  const surveys = useSurveys(plan)
  const [sending, setSending] = useState(false)
  const send = may('needs.edit') && (
    <button type="button" className="primary" onClick={() => setSending(true)}>
      <Icon name="upload" />
      {t('web.needs.survey.send')}
    </button>
  )
  return (
    <div className="stack">
      <Answer query={surveys}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon="surveys" title={t('web.needs.survey.none')}>
              <p>{t('web.needs.survey.none.words')}</p>
              {send}
            </Empty>
          ) : (
            <>
              <p>{t('web.needs.survey.words')}</p>
              <div className="row">{send}</div>
              <Surveys plan={plan} surveys={list} />
            </>
          )
        }
      </Answer>
      {sending && <SurveyDialog plan={plan} onClose={() => setSending(false)} />}
    </div>
  )
}

function Surveys({ plan, surveys }: { plan: string; surveys: Survey[] }) {
  const t = useT()
  const format = useFormat()
  const [id, setId] = useState<string>()
  const [place, setPlace] = useState<string>()
  const survey = surveys.find((one) => one.id === id) ?? surveys[0]!
  const shown = survey.places.find((one) => one.place === place) ?? survey.places[0]
  return (
    <>
      <div className="filters">
        <label>
          {t('web.needs.survey')}
          <select value={survey.id} onChange={(e) => setId(e.target.value)}>
            {surveys.map((one) => (
              <option key={one.id} value={one.id}>
                {one.fileName}, {format.day(one.dated)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('web.needs.place')}
          <select value={shown?.place} onChange={(e) => setPlace(e.target.value)}>
            {survey.places.map((one) => (
              <option key={one.place} value={one.place}>
                {one.place === one.country ? one.name : `– ${one.name}`}
              </option>
            ))}
          </select>
        </label>
        <a className="button" href={address(`/plans/${plan}/needs/surveys/${survey.id}/shares.csv`)} download>
          <Icon name="download" />
          {t('web.needs.survey.download')}
        </a>
      </div>
      {shown && <Shares survey={survey} place={shown} />}
      <p className="quiet">
        {t('web.needs.survey.kept', {
          respondents: survey.respondents,
          by: survey.takenBy,
          at: format.moment(survey.takenAt),
          hash: survey.sha256.slice(0, 12),
        })}
      </p>
      {survey.may.apply && <Apply plan={plan} survey={survey} />}
    </>
  )
}

function Shares({ survey, place }: { survey: Survey; place: SurveyPlace }) {
  const t = useT()
  const format = useFormat()
  const title = t('web.needs.survey.shares', { place: place.name, respondents: place.respondents })
  const percent = (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 1 })
  const range = (one: SurveyShare) => `${percent(one.low)} – ${percent(one.high)}`
  const named = useMeasureName(survey)
  return (
    <Table label={title} className="needs-shares">
      <caption>
        {title}{' '}
        <small>
          {place.projected === null
            ? t('web.needs.survey.no-projection')
            : t('web.needs.survey.projected', { people: place.projected })}
        </small>
      </caption>
      <thead>
        <tr>
          <th>{t('web.figures.sector')}</th>
          <th className="n">{t('web.needs.survey.share')}</th>
          <th>
            <span className="hide">{t('web.figures.length')}</span>
          </th>
          <th className="n">{t('web.needs.survey.interval')}</th>
          <th className="n">{t('web.needs.survey.people')}</th>
        </tr>
      </thead>
      <tbody>
        {place.shares.map((one) => {
          const { look, name } = named(one.sector)
          return (
            <tr key={one.sector} data-sector={look}>
              <th scope="row">
                {look && <Icon name={look} sector />} {one.sector === 'overall' ? <b>{name}</b> : name}
              </th>
              <td className="n">{percent(one.share)}</td>
              <td
                className="interval"
                style={{ '--v': 100 * one.share, '--low': 100 * one.low, '--high': 100 * one.high } as CSSProperties}
              />
              <td className="n quiet nowrap">{range(one)}</td>
              <td className="n nowrap">
                {one.people ? (
                  <>
                    <b>{format.number(one.people.share)}</b>{' '}
                    <small>
                      {format.number(one.people.low)} – {format.number(one.people.high)}
                    </small>
                  </>
                ) : (
                  '–'
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

/** A sector of the survey by what its look stands for; others by their own code. */
function useMeasureName({ weights }: Survey): (measure: string) => { look: string | undefined; name: string } {
  const t = useT()
  return (measure) => {
    if (measure === 'overall') return { look: undefined, name: t('web.needs.survey.overall') }
    const look = weights.find((w) => w.part === measure)?.partLook ?? weights.find((w) => w.sector === measure)?.look
    return { look, name: look !== undefined && hasMessage(`web.plan.look.${look}`) ? t(`web.plan.look.${look}`) : measure }
  }
}

function Apply({ plan, survey }: { plan: string; survey: Survey }) {
  const t = useT()
  const format = useFormat()
  const readAgain = useReadAgain(plan)
  const applying = useMutation({
    mutationFn: () => send<SurveyApplied>('POST', `/plans/${plan}/needs/surveys/${survey.id}/apply`),
    onSuccess: readAgain,
  })
  return (
    <div className="stack">
      {applying.isError && <ProblemNotice error={applying.error} />}
      {applying.data && (
        <Notice
          tone={applying.data.written > 0 ? 'good' : 'attention'}
          title={t('plan.needs.survey.applied', { written: applying.data.written })}
          says
        >
          {applying.data.skipped.length > 0 && (
            <ul className="remarks">
              {applying.data.skipped.map((one) => (
                <li key={`${one.country} ${one.sector}`}>{one.sentence}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      <details>
        <summary>{t('web.needs.survey.apply')}</summary>
        <div className="stack">
          <p>{t('web.needs.survey.apply.words')}</p>
          {survey.appliedAt !== null && (
            <p className="quiet">{t('web.needs.survey.applied-at', { at: format.moment(survey.appliedAt) })}</p>
          )}
          <p>
            <button type="button" disabled={applying.isPending} onClick={() => applying.mutate()}>
              {t('web.needs.survey.apply.do')}
            </button>
          </p>
        </div>
      </details>
    </div>
  )
}
