/** What the screen of the review asks of the server, and how it decides. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  LeftActivity,
  PlanStepAnswer,
  PlanStepOrder,
  QueueLine,
  ReviewDifference,
  ReviewedActivity,
  ReviewQueue,
  WaitingPage,
} from '../../modules/plan/review/contract.ts'
import { get, type Method, ProblemAnswer, send } from '../api.ts'
import type { Search } from '../scope.ts'

/** The line of the queue that is open. */
export type Chosen = Pick<QueueLine, 'step' | 'country' | 'sectorId' | 'organisationId'>

/** In the address, so that a link shows the same. */
export const inAddress = ({ step, country, sectorId, organisationId }: Chosen): Search => ({
  step,
  in: country ?? undefined,
  sector: sectorId === null ? undefined : String(sectorId),
  body: String(organisationId),
  row: undefined,
})

export const nameOf = ({ step, country, sectorId, organisationId }: Chosen): string =>
  [step, country, sectorId, organisationId].join(' ')

export const isChosen = (line: Chosen, search: Search): boolean =>
  search.body === String(line.organisationId) &&
  search.step === line.step &&
  search.in === (line.country ?? undefined) &&
  search.sector === (line.sectorId === null ? undefined : String(line.sectorId))

export const useQueue = (plan: string) =>
  useQuery({ queryKey: ['review', plan], queryFn: () => get<ReviewQueue>(`/plans/${plan}/review`), refetchOnWindowFocus: true })

export const useWaiting = (plan: string, { step, country, sectorId, organisationId }: Chosen) =>
  useQuery({
    queryKey: ['review', plan, step, country, sectorId, organisationId],
    queryFn: () =>
      get<WaitingPage>(`/plans/${plan}/review/activities`, {
        step,
        country,
        sector: sectorId,
        organisation: organisationId,
        limit: 500,
      }),
  })

export const useReviewed = (plan: string, id: string) =>
  useQuery({
    queryKey: ['reviewed', plan, id],
    queryFn: () => get<ReviewedActivity>(`/plans/${plan}/planned-activities/${id}/review`),
  })

export const useDifference = (plan: string, id: string, since: ReviewDifference['since']) =>
  useQuery({
    queryKey: ['reviewed', plan, id, since],
    queryFn: () => get<ReviewDifference>(`/plans/${plan}/planned-activities/${id}/difference`, { since }),
  })

/** What came of a step, also where nothing was done: then everything was left, each with its reason. */
export type Outcome = { step: PlanStepOrder['step']; done: number; left: LeftActivity[]; leftCount: number }

export function useSteps(plan: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (order: Partial<PlanStepOrder> & Pick<PlanStepOrder, 'id' | 'step'>): Promise<Outcome> => {
      try {
        const answer = await send<PlanStepAnswer>('POST', `/plans/${plan}/planned-activities/steps`, order)
        const leftCount = Object.values(answer.leftBy).reduce((sum, n) => sum + n, 0)
        return { step: order.step, done: answer.done.length, left: answer.left, leftCount }
      } catch (error) {
        const left = error instanceof ProblemAnswer ? (error.detail.left as LeftActivity[] | undefined) : undefined
        if (!left?.length) throw error
        return { step: order.step, done: 0, left, leftCount: Number((error as ProblemAnswer).detail.activities) }
      }
    },
    onSettled: () => again(queries, plan),
  })
}

/** Anything else that is written: comments, last days, extensions. */
export function useReviewChange(plan: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ method, path, body }: { method: Method; path: string; body?: unknown }) =>
      send(method, `/plans/${plan}${path}`, body),
    onSettled: () => again(queries, plan),
  })
}

const again = (queries: ReturnType<typeof useQueryClient>, plan: string) =>
  Promise.all(['review', 'reviewed', 'plan-due'].map((key) => queries.invalidateQueries({ queryKey: [key, plan] })))
