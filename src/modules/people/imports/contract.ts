/** The words of lists of people: a file sent in, its columns, what was kept and what came back. */
import { z } from 'zod'
import { PopulationGroup } from '../contract.ts'

export const listFields = [
  'householdKey',
  'country',
  'admin1',
  'admin2',
  'populationGroup',
  'origin',
  'destination',
  'address',
  'phone',
  'email',
  'languages',
  'note',
  'consent',
  'registeredOn',
  'name',
  'given',
  'given2',
  'family',
  'family2',
  'also',
  'sex',
  'birthDate',
  'age',
  'relation',
  'nationality',
  'documentKind',
  'documentCountry',
  'documentNumber',
  'nationalId',
  'passport',
  'needs',
  'rowKey',
  'parentKey',
] as const
export const ListField = z.enum(listFields)
export type ListField = z.infer<typeof ListField>

/** Header of the file → where it belongs; null: left out. Remembered for the organisation. */
export const Matching = z.record(z.string().max(300), ListField.nullable()).meta({ id: 'ListMatching' })
export type Matching = z.infer<typeof Matching>

export const ListColumn = z
  .object({
    sheet: z.string(),
    header: z.string(),
    field: ListField.nullable().meta({ description: 'null: nowhere, left out.' }),
    person: z.int().meta({ description: 'Of persons written side by side: which of them.' }),
    how: z.enum(['chosen', 'remembered', 'known']).nullable(),
    need: z.string().nullable().meta({ description: 'The need that the column is called as: it holds yes or no.' }),
  })
  .meta({ id: 'ListColumn' })
export type ListColumn = z.infer<typeof ListColumn>

export const ListLook = z
  .object({
    shape: z.enum(['linked', 'keyed', 'beside', 'heads', 'rows']).nullable().meta({
      description:
        'How rows become households: two sheets that belong together; by a household key; persons side by side; a head begins one; each row one. null: no column holds names.',
    }),
    columns: z.array(
      ListColumn.extend({
        samples: z.array(z.string()),
        like: ListField.nullable().meta({ description: 'What a column that is left out is called like.' }),
      }),
    ),
    fields: z.array(ListField),
  })
  .meta({ id: 'ListLook' })
export type ListLook = z.infer<typeof ListLook>

/** What is sent beside the files. */
export const ListOrder = z.object({
  organisation: z.coerce.number().int().positive().max(2_147_483_647),
  site: z.uuid(),
  consent: z.string().trim().min(10).max(2000).meta({ description: 'How, where and by whom these people were asked to agree.' }),
  how: z.enum(['spoken', 'signed', 'thumbprint', 'remote']).default('spoken'),
  language: z.enum(['en', 'es', 'pt', 'fr']).default('es'),
  group: PopulationGroup.nullable().default(null).meta({ description: 'Population group where a row says none.' }),
  matching: Matching.default({}),
})
export type ListOrder = z.infer<typeof ListOrder>

export const ListImport = z
  .object({
    id: z.uuid(),
    organisation: z.int(),
    site: z.uuid().nullable(),
    fileName: z.string(),
    alsoFileName: z.string(),
    state: z.enum(['waiting', 'reading', 'done', 'failed']),
    sentBy: z.string(),
    sentAt: z.string(),
    endedAt: z.string().nullable(),
    rowsTotal: z.int().nullable(),
    rowsRead: z.int(),
    households: z.int(),
    persons: z.int(),
    candidates: z.int().meta({ description: 'Pairs that may be one person, found on the way.' }),
    rowsRefused: z.int(),
    refusedUntil: z.string().nullable().meta({
      description: 'Until when they can be fetched: 30 days, and 7 after they were fetched first. null: there are none.',
    }),
    findings: z
      .record(z.string(), z.int())
      .meta({ description: 'What was remarked, with how many households: people.remark.<code>.' }),
    columns: z.array(ListColumn),
    seconds: z.number().nullable(),
    problem: z.object({ code: z.string(), detail: z.record(z.string(), z.unknown()), title: z.string() }).nullable(),
    again: z.boolean().meta({ description: 'The same file had been sent before: this is that import.' }),
  })
  .meta({ id: 'PeopleImport' })
export type ListImport = z.infer<typeof ListImport>
