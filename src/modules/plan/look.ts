/** The one table of sector colours and icons: `data-sector`, the icon's name, and the colours for pictures that have no stylesheet (PDF, DOCX). */
export const looks = {
  education: { light: '#6f4c00', dark: '#bc9b5b' },
  food: { light: '#ce790e', dark: '#ffc07b' },
  nutrition: { light: '#657403', dark: '#acbc00' },
  health: { light: '#aa636d', dark: '#ff8999' },
  transport: { light: '#0c61ce', dark: '#3498ff' },
  integration: { light: '#06412d', dark: '#028b57' },
  shelter: { light: '#780b02', dark: '#d54625' },
  nfi: { light: '#a9886a', dark: '#fedfbb' },
  wash: { light: '#0a9bc4', dark: '#bbeeff' },
  protection: { light: '#4e0e94', dark: '#8161e2' },
  child: { light: '#8f74f5', dark: '#c7c0fe' },
  gbv: { light: '#5b025b', dark: '#9c6693' },
  trafficking: { light: '#a03398', dark: '#cd69ca' },
  cash: { light: '#025b5b', dark: '#12c7c5' },
  common: { light: '#5c6675', dark: '#a3acb9' },
} as const
export type Look = keyof typeof looks
