/** What happens when somebody writes in a text with figures: one text underneath, own undo, figures that are taken or left whole. */
import { type RefObject, useEffect, useRef } from 'react'
import { type Chip, draw, isTidy, offsetOfChip, placeCaret, read, redress, selectionIn } from './field.ts'
import { createPast } from './past.ts'
import { replaced, tokenBeside } from './tokens.ts'

export type FieldHandle = {
  place: (token: string) => void
  focus: () => void
  /** The next figure placed takes the place of this one. */
  choose: (chip: HTMLElement) => void
}
export type FieldOptions = {
  value: string
  oneLine: boolean
  chipOf: (token: string) => Chip
  onChange: (body: string) => void
  /** A figure was clicked, or Enter pressed on it. */
  onOpen: (token: string, chip: HTMLElement) => void
  /** `#` was typed: where a figure is to be placed. */
  onAsk: (at: DOMRect) => void
  onFocus: (handle: FieldHandle) => void
}
type Range = { from: number; until: number }

export function useField(root: RefObject<HTMLDivElement | null>, options: FieldOptions): FieldHandle {
  const latest = useRef(options)
  latest.current = options
  const field = useRef<Field>(undefined)
  if (!field.current) field.current = new Field(root, latest)
  const { value, chipOf } = options
  useEffect(() => field.current?.show(value), [value])
  useEffect(() => {
    if (root.current) redress(root.current, chipOf)
  }, [root, chipOf])
  useEffect(() => field.current?.listen(), [])
  return field.current
}

class Field implements FieldHandle {
  readonly #root: RefObject<HTMLDivElement | null>
  readonly #options: RefObject<FieldOptions>
  readonly #past = createPast()
  #body: string | undefined
  #last: Range = { from: 0, until: 0 }
  /** What was written here and has not come back as a value yet. */
  #told: string[] = []

  constructor(root: RefObject<HTMLDivElement | null>, options: RefObject<FieldOptions>) {
    this.#root = root
    this.#options = options
  }

  /** A text from outside: loaded, taken from history, made live. One's own typing comes back too, and late: it is never drawn over later letters. */
  show(body: string): void {
    const root = this.#root.current
    const isOwn = this.#told.includes(body)
    this.#told = isOwn ? this.#told.slice(this.#told.indexOf(body) + 1) : []
    if (!root || isOwn || body === this.#body) return
    const here = root === document.activeElement ? selectionIn(root) : undefined
    if (this.#body !== undefined) this.#past.keep({ body: this.#body, caret: this.#last.until }, 'outside', Date.now())
    // Where nobody stands in the text, a figure would be placed at its end.
    this.#last = { from: body.length, until: body.length }
    this.#draw(body, here && Math.min(here.until, body.length))
  }

  focus(): void {
    this.#root.current?.focus()
  }

  choose(chip: HTMLElement): void {
    const from = offsetOfChip(this.#root.current!, chip)
    this.#last = { from, until: from + (chip.dataset.token ?? '').length }
  }

  /** Puts a figure where the caret stands, or stood last. */
  place(token: string): void {
    const at = this.#last
    this.#root.current?.focus()
    this.#replace(at, token, 'place')
  }

  listen(): (() => void) | undefined {
    const root = this.#root.current
    if (!root) return undefined
    const stop = new AbortController()
    const { signal } = stop
    root.addEventListener('beforeinput', (e) => this.#before(e), { signal })
    root.addEventListener('input', (e) => this.#typed((e as InputEvent).inputType), { signal })
    root.addEventListener('compositionend', () => this.#typed('insertText'), { signal })
    root.addEventListener('keydown', (e) => this.#key(e), { signal })
    root.addEventListener('click', (e) => this.#click(e.target), { signal })
    root.addEventListener('copy', (e) => this.#copy(e), { signal })
    root.addEventListener(
      'cut',
      (e) => {
        this.#copy(e)
        if (!isEmpty(this.#selection())) this.#replace(this.#selection(), '', 'cut')
      },
      { signal },
    )
    root.addEventListener('focusin', () => this.#options.current.onFocus(this), { signal })
    document.addEventListener(
      'selectionchange',
      () => {
        this.#last = selectionIn(root) ?? this.#last
      },
      { signal },
    )
    return () => stop.abort()
  }

  #selection = (): Range => (this.#root.current && selectionIn(this.#root.current)) ?? this.#last

  #draw(body: string, caret?: number): void {
    const root = this.#root.current!
    this.#body = body
    draw(root, body, this.#options.current.chipOf)
    root.toggleAttribute('data-empty', body === '')
    if (caret === undefined) return
    placeCaret(root, caret)
    this.#last = { from: caret, until: caret }
  }

  #replace({ from, until }: Range, by: string, kind: string): void {
    const before = this.#body ?? ''
    this.#past.keep({ body: before, caret: until }, kind, Date.now())
    this.#draw(replaced(before, from, until, by), from + by.length)
    this.#tell()
  }

  /** The browser has changed the page: read it back. */
  #typed(kind: string): void {
    const root = this.#root.current!
    const body = read(root)
    const caret = selectionIn(root)?.until ?? body.length
    if (body !== this.#body) this.#past.keep({ body: this.#body ?? '', caret: this.#last.until }, kind, Date.now())
    this.#body = body
    this.#last = { from: caret, until: caret }
    root.toggleAttribute('data-empty', body === '')
    if (!isTidy(root)) this.#draw(body, caret)
    this.#tell()
  }

  #tell(): void {
    const body = this.#body ?? ''
    this.#told.push(body)
    this.#options.current.onChange(body)
  }

  #before(e: InputEvent): void {
    if (e.isComposing) return
    const range = this.#selection()
    const instead = this.#instead(e, range)
    if (!instead) return
    e.preventDefault()
    instead()
  }

  /** What is done in place of what the browser would do; undefined lets it. */
  #instead(e: InputEvent, range: Range): (() => void) | undefined {
    const { oneLine } = this.#options.current
    switch (e.inputType) {
      case 'insertParagraph':
        return () => {
          if (!oneLine) this.#replace(range, '\n\n', 'line')
        }
      case 'insertLineBreak':
        return () => {
          if (!oneLine) this.#replace(range, '\n', 'line')
        }
      case 'insertFromPaste':
      case 'insertFromDrop':
      case 'insertFromYank':
        return () => this.#paste(e, range)
      case 'historyUndo':
        return () => this.#step('undo')
      case 'historyRedo':
        return () => this.#step('redo')
      case 'deleteContentBackward':
        return this.#eraseBeside(range, 'before')
      case 'deleteContentForward':
        return this.#eraseBeside(range, 'after')
      case 'insertText':
        return e.data === '#' ? () => this.#ask(range) : undefined
      default:
        return e.inputType.startsWith('format') ? () => undefined : undefined
    }
  }

  #paste(e: InputEvent, range: Range): void {
    const text = (e.dataTransfer?.getData('text/plain') ?? '').replaceAll('\r\n', '\n').replaceAll('\u0000', '')
    this.#replace(range, this.#options.current.oneLine ? text.replace(/\s*\n\s*/g, ' ') : text, 'paste')
  }

  #ask(range: Range): void {
    this.#last = range
    const at = document.getSelection()?.getRangeAt(0)
    const box = at?.getClientRects()[0] ?? at?.getBoundingClientRect()
    this.#options.current.onAsk(box?.height ? box : this.#root.current!.getBoundingClientRect())
  }

  /** A figure goes whole, and so does the empty line between two paragraphs. */
  #eraseBeside(range: Range, side: 'before' | 'after'): (() => void) | undefined {
    if (!isEmpty(range)) return undefined
    const body = this.#body ?? ''
    const token = tokenBeside(body, range.from, side)
    if (token) return () => this.#replace(token, '', 'erase figure')
    const gap = side === 'before' ? { from: range.from - 2, until: range.from } : { from: range.from, until: range.from + 2 }
    return gap.from >= 0 && body.slice(gap.from, gap.until) === '\n\n' ? () => this.#replace(gap, '', 'erase line') : undefined
  }

  #step(way: 'undo' | 'redo'): void {
    const moment = this.#past[way]({ body: this.#body ?? '', caret: this.#last.until })
    if (!moment) return
    this.#draw(moment.body, Math.min(moment.caret, moment.body.length))
    this.#tell()
  }

  #key(e: KeyboardEvent): void {
    const chip = chipAt(e.target)
    if (chip && (e.key === 'Enter' || e.key === ' ')) {
      e.preventDefault()
      this.#options.current.onOpen(chip.dataset.token ?? '', chip)
    } else if (chip && (e.key === 'Delete' || e.key === 'Backspace')) {
      e.preventDefault()
      this.#erase(chip)
    } else if ((e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase() === 'z') {
      e.preventDefault()
      this.#step(e.shiftKey ? 'redo' : 'undo')
    } else if (e.ctrlKey && !e.altKey && e.key.toLowerCase() === 'y') {
      e.preventDefault()
      this.#step('redo')
    }
  }

  #erase(chip: HTMLElement): void {
    const root = this.#root.current!
    const from = offsetOfChip(root, chip)
    root.focus()
    this.#replace({ from, until: from + (chip.dataset.token ?? '').length }, '', 'erase figure')
  }

  #click(target: EventTarget | null): void {
    const chip = chipAt(target)
    if (chip) this.#options.current.onOpen(chip.dataset.token ?? '', chip)
  }

  #copy(e: ClipboardEvent): void {
    const { from, until } = this.#selection()
    if (from === until) return
    e.preventDefault()
    e.clipboardData?.setData('text/plain', (this.#body ?? '').slice(from, until))
  }
}

const isEmpty = ({ from, until }: Range) => from === until
const chipAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof HTMLElement ? target.closest<HTMLElement>('[data-token]') : null
