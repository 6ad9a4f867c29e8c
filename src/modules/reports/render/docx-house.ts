/** What every Word document of Senda has in common: its styles, page, header with the name, footer with the page. */
import {
  BorderStyle,
  Document,
  Footer,
  Header,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  type Table,
  TextRun,
} from 'docx'
import type { Language } from '../../../core/i18n.ts'
import { ink, quiet, small } from './docx-tables.ts'

const locales = { en: 'en-GB', es: 'es-419', pt: 'pt-BR', fr: 'fr-FR' } as const

/** `page`: the words around {page} and {pages}. */
export type WordFile = {
  title: string
  subject: string
  author: string
  description: string
  language: Language
  footer: string
  page: string
  children: (Paragraph | Table)[]
}

export const wordFile = (file: WordFile): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      title: file.title,
      subject: file.subject,
      creator: file.author,
      description: file.description.slice(0, 250),
      styles: { default: stylesIn(file.language) },
      sections: [
        {
          properties: {
            page: { size: { width: 11906, height: 16838 }, margin: { top: 1300, bottom: 1200, left: 1250, right: 1250 } },
          },
          headers: { default: new Header({ children: [small(`${file.author} · ${file.subject}`)] }) },
          footers: { default: new Footer({ children: [pageNumber(file)] }) },
          children: file.children,
        },
      ],
    }),
  )

const stylesIn = (language: Language) => ({
  document: {
    run: { font: 'Calibri', size: 22, color: ink, language: { value: locales[language] } },
    paragraph: { spacing: { after: 140, line: 276, lineRule: LineRuleType.AUTO } },
  },
  title: { run: { size: 52, bold: true, color: ink }, paragraph: { spacing: { after: 120 } } },
  heading1: {
    run: { size: 32, bold: true, color: ink },
    paragraph: {
      spacing: { before: 420, after: 140 },
      keepNext: true,
      border: { top: { style: BorderStyle.SINGLE, size: 10, color: ink, space: 6 } },
    },
  },
  heading2: {
    run: { size: 26, bold: true, color: ink },
    paragraph: { spacing: { before: 300, after: 80 }, keepNext: true },
  },
  heading3: {
    run: { size: 23, bold: true, color: ink },
    paragraph: { spacing: { before: 220, after: 60 }, keepNext: true },
  },
})

function pageNumber({ footer, page }: WordFile): Paragraph {
  const [before, after] = page.split(/\{pages?\}/) as [string, string]
  const grey = (children: (string | (typeof PageNumber)[keyof typeof PageNumber])[]) =>
    new TextRun({ size: 17, color: quiet, children })
  return new Paragraph({
    tabStops: [{ type: 'right', position: 9400 }],
    children: [
      grey([footer]),
      new TextRun({ children: [new Tab()] }),
      grey([before, PageNumber.CURRENT, after, PageNumber.TOTAL_PAGES]),
    ],
  })
}
