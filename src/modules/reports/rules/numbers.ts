/** How figures are shown and how typed numbers are found. Also in the browser. */
import type { LanguageCode as Language } from '../contract.ts'
import { piecesOf } from './tokens.ts'

/** Digits in groups of three with a narrow space that does not break, the same in the four languages; decimals by the language. */
export function grouped(value: number, language: Language, decimals = 0): string {
  const [whole, part] = Math.abs(value).toFixed(decimals).split('.') as [string, string?]
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, '\u202f')
  return `${value < 0 ? '−' : ''}${digits}${part ? (language === 'en' ? '.' : ',') + part : ''}`
}

/** A difference with its sign: `+2`, `−1 514`, `0`. */
export const signed = (value: number, language: Language): string => (value > 0 ? '+' : '') + grouped(value, language)

const unit: Record<string, number> = { ten: 10, hundred: 100, thousand: 1000 }
export const roundedTo = (value: number, round?: string): number => {
  const step = unit[round ?? ''] ?? 1
  return Math.round(value / step) * step
}

/** A figure as the text shows it: people are whole; a share is whole unless it would read as nothing or everything. */
export function shown(measure: string, value: number, language: Language, round?: string): string {
  if (measure === 'share') return grouped(value, language, (value > 0 && value < 0.5) || (value > 99.5 && value < 100) ? 1 : 0)
  const number = grouped(roundedTo(value, round), language)
  return measure === 'cash-value' ? `US$\u202f${number}` : number
}

const typed = /(?<![\p{L}\d.,\u202f\u00a0])\d{1,3}(?:[\u202f\u00a0 .,]\d{3})+(?![\d\p{L}])|(?<![\p{L}\d])\d+(?![\d\p{L}])/gu
/** Numbers written in the words of a text, outside its figures, with the value each stands for. */
export const typedNumbers = (body: string): { shown: string; value: number }[] =>
  piecesOf(body).flatMap((piece) =>
    'text' in piece ? [...piece.text.matchAll(typed)].map(([shown]) => ({ shown, value: Number(shown.replace(/\D/g, '')) })) : [],
  )
