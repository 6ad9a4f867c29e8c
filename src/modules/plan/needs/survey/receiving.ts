/** A respondent table as a file, with its own weights where a second file brings them. */
import { visible } from '../../../../core/access.ts'
import type { Context } from '../../../../core/context.ts'
import { fileAt } from '../../../../core/files.ts'
import type { SurveyImport } from '../contract.ts'
import { dayOf, rowsOf, withFile } from '../receiving.ts'
import { takeSurvey } from './actions.ts'

export function receiveSurvey(ctx: Context, plan: string, request: Request): Promise<SurveyImport> {
  visible(ctx, 'needs.edit')
  return withFile(request, async ({ path, name, sha256 }, fields, others) => {
    const weights = others.find((f) => f.field === 'weights')
    const about = { name, sha256, dated: dayOf(fields.dated) }
    return takeSurvey(ctx, plan, { ...about, rows: await rowsOf(path), weights: weights && (await rowsOf(weights.path)) })
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
    weights: weights === undefined ? undefined : await rowsOf(weights),
  })
}
