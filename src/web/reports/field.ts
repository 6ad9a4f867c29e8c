/** A text with figures as an editable part of the page: drawing it, reading it back, and where the caret stands, counted in characters of the text. */
import { piecesOf } from './tokens.ts'

/** How a figure looks in the text. `tone` says that it does not hold or does not tie out; `label` is what a screen reader says. */
export type Chip = { shown: string; label: string; tone: 'attention' | 'wrong' | undefined }

export function draw(root: HTMLElement, body: string, chipOf: (token: string) => Chip): void {
  const nodes = piecesOf(body).map((piece) =>
    'words' in piece ? document.createTextNode(piece.words) : drawChip(piece.token, chipOf(piece.token)),
  )
  // The last line needs something to stand on, else an empty one could not be entered.
  root.replaceChildren(...nodes, document.createElement('br'))
}

function drawChip(token: string, chip: Chip): HTMLElement {
  const element = document.createElement('span')
  element.dataset.token = token
  element.contentEditable = 'false'
  element.className = 'live'
  element.tabIndex = 0
  element.setAttribute('role', 'button')
  dress(element, chip)
  return element
}

/** New values for figures that already stand in the text; the caret is not touched. */
export function redress(root: HTMLElement, chipOf: (token: string) => Chip): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-token]')) dress(element, chipOf(element.dataset.token ?? ''))
}

function dress(element: HTMLElement, chip: Chip): void {
  if (element.textContent !== chip.shown) element.textContent = chip.shown
  element.setAttribute('aria-label', chip.label)
  if (chip.tone) element.dataset.tone = chip.tone
  else delete element.dataset.tone
}

/** The text as it stands on the page. Browsers may leave their own elements behind: each block is a line. */
export function read(root: HTMLElement): string {
  let text = ''
  for (const node of root.childNodes) text += readNode(node, text)
  return text
    .replaceAll('\u200b', '')
    .replaceAll('\r', '')
    .replace(/\n$/, hasOwnEnd(root) ? '' : '\n')
}

const hasOwnEnd = (root: HTMLElement) => root.lastChild?.nodeName === 'BR'

function readNode(node: Node, before: string): string {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? ''
  if (!(node instanceof HTMLElement)) return ''
  if (node.dataset.token) return node.dataset.token
  if (node.nodeName === 'BR') return '\n'
  let inner = ''
  for (const child of node.childNodes) inner += readNode(child, before + inner)
  const isBlock = node.nodeName === 'DIV' || node.nodeName === 'P'
  return isBlock && before !== '' && !before.endsWith('\n') ? `\n${inner}` : inner
}

/** Only text, figures and the closing break: nothing a browser or a paste left behind. */
export const isTidy = (root: HTMLElement): boolean =>
  [...root.childNodes].every(
    (node) =>
      node.nodeType === Node.TEXT_NODE ||
      (node instanceof HTMLElement && (node.dataset.token !== undefined || node === root.lastChild)),
  )

/** Where the selection begins and ends in the text, or undefined when it is elsewhere. */
export function selectionIn(root: HTMLElement): { from: number; until: number } | undefined {
  const selection = document.getSelection()
  if (!selection || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  if (!root.contains(range.commonAncestorContainer)) return undefined
  return {
    from: offsetOf(root, range.startContainer, range.startOffset),
    until: offsetOf(root, range.endContainer, range.endOffset),
  }
}

function offsetOf(root: HTMLElement, container: Node, inside: number): number {
  const range = document.createRange()
  range.setStart(root, 0)
  range.setEnd(container, inside)
  let offset = 0
  for (const node of range.cloneContents().childNodes) offset += lengthOf(node)
  return offset
}

function lengthOf(node: Node): number {
  if (node instanceof HTMLElement && node.dataset.token) return node.dataset.token.length
  if (node.nodeName === 'BR') return 1
  if (node.nodeType === Node.TEXT_NODE) return (node.nodeValue ?? '').replaceAll('\u200b', '').length
  return [...node.childNodes].reduce((sum, child) => sum + lengthOf(child), 0)
}

/** Puts the caret at an offset of a freshly drawn text. */
export function placeCaret(root: HTMLElement, offset: number): void {
  const selection = document.getSelection()
  if (!selection) return
  const [node, inside] = placeOf(root, offset)
  selection.collapse(node, inside)
}

function placeOf(root: HTMLElement, offset: number): [Node, number] {
  let left = offset
  for (const [at, node] of [...root.childNodes].entries()) {
    const length = lengthOf(node)
    if (node.nodeType === Node.TEXT_NODE && left <= length) return [node, left]
    if (left === 0 || node.nodeName === 'BR') return [root, at]
    left -= length
  }
  return [root, root.childNodes.length]
}

/** Where a figure begins in the text. */
export function offsetOfChip(root: HTMLElement, chip: Element): number {
  let offset = 0
  for (const node of root.childNodes) {
    if (node === chip) return offset
    offset += lengthOf(node)
  }
  return offset
}
