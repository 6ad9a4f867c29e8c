/** Light, dark, or as the device says; remembered on the device. */
export const themes = ['device', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]
const key = 'senda-theme'

export function currentTheme(): Theme {
  const kept = localStorage.getItem(key)
  return themes.find((theme) => theme === kept) ?? 'device'
}

export function showTheme(theme: Theme = currentTheme()): void {
  localStorage.setItem(key, theme)
  if (theme === 'device') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}
