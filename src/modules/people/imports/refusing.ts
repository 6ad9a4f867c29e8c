/** The rows of a household that is not kept, as they go back to whoever sent them. */
import type { Refusal } from './copying.ts'
import type { Grouped } from './grouping.ts'
import type { Reason } from './rules/written.ts'

/** All rows of a household come back together: half a family would be worse than none. */
export function refusalsOf({ origins }: Grouped, reasons: readonly Reason[]): Refusal[] {
  const last = origins.at(-1)!.sheet
  return origins.map(({ sheet, line, packed }) => {
    const own = reasons.filter((r) => r.line === line || (!origins.some((o) => o.line === r.line) && sheet === last))
    const said = own.length > 0 ? own : [{ field: '', code: 'refused.with-its-household', values: { line: reasons[0]!.line } }]
    return { sheet, line, packed, reasons: said.map(({ field, code, values }) => ({ field, code, values })) }
  })
}
