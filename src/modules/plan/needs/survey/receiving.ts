/** A respondent table as a file, with its own weights where a second file brings them. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { visible } from '../../../../core/access.ts'
import type { Context } from '../../../../core/context.ts'
import { fileAt } from '../../../../core/files.ts'
import { type SurveyImport, SurveyIndicator } from '../contract.ts'
import { dayOf, rowsOf, withFile } from '../receiving.ts'
import { assertWeights, weightsFrom } from '../rules/weights.ts'
import { standardWeights, takeSurvey } from './actions.ts'

export function receiveSurvey(ctx: Context, plan: string, request: Request): Promise<SurveyImport> {
  visible(ctx, 'needs.edit')
  return withFile(request, async ({ path, name, sha256 }, fields, others) => {
    const weights = others.find((f) => f.field === 'weights')
    const about = { name, sha256, dated: dayOf(fields.dated) }
    return takeSurvey(ctx, plan, { ...about, rows: await rowsOf(path), weights: weights && (await weightsAt(weights.path)) })
  })
}

export async function importSurveyFile(
  ctx: Context,
  plan: string,
  path: string,
  dated: string | undefined,
  weights: string | undefined,
): Promise<SurveyImport> {
  const { name, sha256 } = await fileAt(path)
  return takeSurvey(ctx, plan, {
    name,
    sha256,
    dated: dayOf(dated),
    rows: await rowsOf(path),
    weights: weights === undefined ? undefined : await weightsAt(weights),
  })
}

/** Weights as a table of codes and weights, or as JSON of the shape of the standard ones. */
async function weightsAt(path: string): Promise<SurveyIndicator[]> {
  const listed = z.array(SurveyIndicator).safeParse(await jsonAt(path))
  if (!listed.success) return weightsFrom(await rowsOf(path), standardWeights)
  assertWeights(listed.data)
  return listed.data
}

/** Undefined where it is none. */
async function jsonAt(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => '')
  if (!/^\uFEFF?\s*\[/.test(text)) return undefined
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
