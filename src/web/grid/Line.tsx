/** One row of a grid: chosen and opened at its head, then its cells, of which one may be edited. */
import { Fragment, type ReactNode } from 'react'
import { useT } from '../languages.ts'
import { Icon } from '../ui/Icon.tsx'
import { type Bands, classes, placesOf } from './bands.ts'
import type { Editing, Move } from './walk.ts'

export type LineProps<R, Column extends string> = {
  row: R
  bands: Bands<Column>
  isChosen: boolean
  isOpen: boolean
  editing: Editing<Column> | undefined
  onChoose: (ids: string[], on: boolean) => void
  onOpen: (id: string) => void
  onFinish: (typed: string | undefined, move: Move) => void
}

/** For `memo`: a line is drawn again only when something of it changed; how editing ends matters only while it is edited. */
export function isSameLine<P extends { editing: unknown }>(a: P, b: P): boolean {
  const names = Object.keys(b) as (keyof P)[]
  return names.every((name) => a[name] === b[name] || (name === 'onFinish' && b.editing === undefined))
}

type Props<R, Column extends string> = LineProps<R, Column> & {
  /** Not on the server yet. */
  isKept: boolean
  /** What the row is called where it is chosen and opened. */
  name: string
  /** What is written for it, where that is something else. */
  written?: string
  marks: ReactNode
  cell: (column: Column, isFirst: boolean) => ReactNode
  editor: (column: Column, initial: string | undefined) => ReactNode
}

export function Line<R extends { id: string }, Column extends string>(props: Props<R, Column>) {
  const { row, bands, isKept, isChosen, isOpen, editing, cell, editor } = props
  return (
    <tr data-row={row.id} data-kept={isKept || undefined} aria-selected={isChosen || isOpen}>
      <LineHead {...props} />
      {placesOf(bands).map(({ column, isFirst }) =>
        editing?.column === column ? (
          <td key={column} className={classes(isFirst && 'band', 'editing')} data-cell={column}>
            {editor(column, editing.initial)}
          </td>
        ) : (
          <Fragment key={column}>{cell(column, isFirst)}</Fragment>
        ),
      )}
    </tr>
  )
}

type HeadProps = Pick<Props<{ id: string }, string>, 'row' | 'isChosen' | 'name' | 'written' | 'marks' | 'onChoose' | 'onOpen'>

function LineHead({ row, isChosen, name, written = name, marks, onChoose, onOpen }: HeadProps) {
  const t = useT()
  return (
    <th scope="row" className="nowrap" data-cell="row" tabIndex={-1}>
      <input
        type="checkbox"
        tabIndex={-1}
        checked={isChosen}
        onChange={(e) => onChoose([row.id], e.target.checked)}
        aria-label={t('web.grid.select', { row: name })}
      />{' '}
      <button
        type="button"
        className="live"
        tabIndex={-1}
        onClick={() => onOpen(row.id)}
        aria-label={t('web.grid.open', { row: name })}
      >
        {written}
      </button>
      {marks}
    </th>
  )
}

/** Something about the whole row: a sign at its head, its words for whoever points at it or hears it. */
export function LineMark({ icon, words, tone }: { icon: string; words: string; tone?: string }) {
  return (
    <span className="state" data-tone={tone} title={words}>
      <Icon name={icon} />
      <span className="hide">{words}</span>
    </span>
  )
}
