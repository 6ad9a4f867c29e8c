/** What the form lets into its cells: names of the lists, indicators of the row's sector, numbers only where the indicator's kind counts them. */
import type { ConditionalRule, DataValidation } from 'hucre/xlsx'
import { mostWords } from '../rules/check.ts'
import type { FormColumn } from '../rules/headers.ts'
import { at, firstRow, isAge, isGroup, lastRow, type Sheet, spanOf } from './form.ts'

export function validations(sheet: Sheet): DataValidation[] {
  return sheet.columns.flatMap((column) => {
    const rule = ruleOf(sheet, column)
    return rule ? [{ allowBlank: true, showErrorMessage: true, errorTitle: 'Senda', ...rule, range: rangeOf(sheet, column) }] : []
  })
}

const rangeOf = (sheet: Sheet, column: FormColumn): string =>
  `${at(sheet, column)}${firstRow}:${at(sheet, column)}${lastRow(sheet)}`

type Rule = Omit<DataValidation, 'range'>

function ruleOf(sheet: Sheet, column: FormColumn): Rule | undefined {
  const { say, lists } = sheet
  const cell = `${at(sheet, column)}${firstRow}`
  const of = (other: FormColumn) => `$${at(sheet, other)}${firstRow}`
  const why = (what: string) => ({ errorMessage: say(`plan.sheet.submission.wrong.${what}`) })
  const list = (formula1: string, isClosed: boolean): Rule => ({
    type: 'list',
    formula1,
    errorStyle: isClosed ? 'stop' : 'warning',
    ...why('list'),
  })
  const output = `${of('kind')}="${say('plan.sheet.submission.kind.output')}"`
  const whole = `ISNUMBER(${cell}),${cell}>=0,${cell}=INT(${cell})`
  if (column === 'admin1') return list('PlanAreas', !lists.isOpen('places'))
  if (column === 'sectorId') return list('PlanSectors', !lists.isOpen('indicators'))
  if (column === 'indicatorId')
    return list(
      `OFFSET(PlanIndicators,MATCH(${of('sectorId')},PlanIndicatorSectors,0)-1,0,COUNTIF(PlanIndicatorSectors,${of('sectorId')}),1)`,
      !lists.isOpen('indicators'),
    )
  if (column === 'description')
    return {
      type: 'custom',
      formula1: `LEN(TRIM(${cell}))-LEN(SUBSTITUTE(TRIM(${cell})," ",""))<${mostWords}`,
      errorStyle: 'warning',
      ...why('words'),
    }
  if (column === 'inKindUsd' || column === 'cashUsd')
    return { type: 'decimal', operator: 'greaterThanOrEqual', formula1: '0', errorStyle: 'stop', ...why('money') }
  if (isGroup(column) || isAge(column))
    return { type: 'custom', formula1: `AND(${whole},NOT(${output}))`, errorStyle: 'stop', ...why('people') }
  if (column === 'targetPeople') {
    const parts = spanOf(sheet, isGroup, firstRow) ?? spanOf(sheet, isAge, firstRow)
    const sums = parts ? `,OR(SUM(${parts})=0,${cell}=SUM(${parts}))` : ''
    return { type: 'custom', formula1: `AND(${whole},NOT(${output})${sums})`, errorStyle: 'stop', ...why('target') }
  }
  if (column === 'outputQuantity')
    return {
      type: 'custom',
      formula1: `AND(ISNUMBER(${cell}),${cell}>=0,OR(${output},${of('kind')}=""))`,
      errorStyle: 'stop',
      ...why('output'),
    }
  return undefined
}

/** Cells the kind of the indicator leaves out are greyed. A breakdown that does not sum is marked. */
export function conditionalRules(sheet: Sheet): ConditionalRule[] {
  const { say, columns } = sheet
  const kind = `$${at(sheet, 'kind')}${firstRow}`
  const people = columns.filter((c) => isGroup(c) || isAge(c) || c === 'targetPeople')
  const across = (list: FormColumn[]) => `${at(sheet, list[0]!)}${firstRow}:${at(sheet, list.at(-1)!)}${lastRow(sheet)}`
  const grey = {
    fill: { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb: 'C9C5BB' }, bgColor: { rgb: 'C9C5BB' } },
  }
  const red = {
    fill: { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb: 'F9DEDC' }, bgColor: { rgb: 'F9DEDC' } },
  }
  const [groups, ages] = [spanOf(sheet, isGroup, firstRow), spanOf(sheet, isAge, firstRow)].map((span) =>
    span?.replace(/([A-Z]+)(?=\d)/g, '$$$1'),
  )
  return [
    {
      type: 'expression',
      priority: 1,
      formula: `${kind}="${say('plan.sheet.submission.kind.output')}"`,
      style: grey,
      range: across(people),
    },
    {
      type: 'expression',
      priority: 2,
      formula: `AND(${kind}<>"",${kind}<>"${say('plan.sheet.submission.kind.output')}")`,
      style: grey,
      range: across(['outputQuantity']),
    },
    ...(groups && ages
      ? [
          {
            type: 'expression' as const,
            priority: 3,
            formula: `AND(SUM(${groups})>0,SUM(${ages})>0,SUM(${groups})<>SUM(${ages}))`,
            style: red,
            range: across(columns.filter(isAge)),
          },
        ]
      : []),
  ]
}
