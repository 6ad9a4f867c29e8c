/** The frame of every public page: head, bar with languages, footer. No script, one stylesheet. */
import { html, raw } from 'hono/html'
import { translator } from '../../../core/i18n.ts'
import { type Html, icon, iconSheet } from './parts.ts'

export type Frame = {
  language: 'en' | 'es' | 'pt' | 'fr'
  title: string
  description: string
  brand: string
  home: string
  languages: readonly string[]
  inLanguage: (language: string) => string
  icons: string[]
  /** The stylesheet by address, or whole for a page that stands alone. */
  style: { href: string } | { text: string }
  canonical: string | null
  footer: Html
  body: Html
}

export const languageNames = { en: 'English', es: 'Español', pt: 'Português', fr: 'Français' } as const

export function frame(f: Frame): Html {
  const t = translator(f.language)
  const style =
    'href' in f.style ? html`<link rel="stylesheet" href="${f.style.href}">` : html`<style>${raw(f.style.text)}</style>`
  return html`<!doctype html>
<html lang="${f.language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${f.title}</title>
<meta name="description" content="${f.description}">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
${f.canonical ? html`<link rel="canonical" href="${f.canonical}">${f.languages.map((l) => html`<link rel="alternate" hreflang="${l}" href="${f.inLanguage(l)}">`)}` : ''}
${style}
<body class="public">
${iconSheet(['senda', ...f.icons])}
<a class="skip" href="#main">${t('reports.page.skip')}</a>
<header class="bar-top"><a class="brand" href="${f.home}">${icon('senda')}${f.brand}</a>
${f.languages.length > 1 ? html`<nav class="langs end" aria-label="${t('reports.page.language')}">${f.languages.map((l) => languageLink(f, l))}</nav>` : ''}</header>
<main id="main">${f.body}</main>
<footer class="bar-top quiet">${f.footer}<span class="end">${t('reports.page.made-with')}</span></footer>
</html>`
}

const languageLink = (f: Frame, l: string): Html => {
  const current = l === f.language
  return html`<a href="${f.inLanguage(l)}" lang="${l}" hreflang="${l}"${current ? raw(' aria-current="true"') : ''}>${languageNames[l as keyof typeof languageNames]}</a>`
}
