/** The photograph of a story: sent with its progress, shown as it will be printed. */
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { address } from '../api.ts'
import { useT } from '../languages.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { upload } from '../ui/upload.ts'
import { useComposer } from './composer.ts'
import type { Story } from './story.ts'

type Props = { story: Story; isReady: boolean; path: string; onChange: () => void }

export function StoryPicture({ story, isReady, path, onChange }: Props) {
  const t = useT()
  const id = useId()
  const { language, mayWrite } = useComposer()
  const [share, setShare] = useState(0)
  const sendFile = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.append('file', file)
      return upload(`${path}/picture`, form, setShare)
    },
    onSuccess: onChange,
  })
  return (
    <div className="stack">
      {story.picture && (
        <img
          className="picture"
          src={address(`${path}/picture`, { v: story.picture })}
          alt={story.texts[language]?.alt || t('web.reports.stories.alt.missing')}
        />
      )}
      {mayWrite && (
        <div className="field">
          <label htmlFor={id}>{story.picture ? t('web.reports.stories.other-picture') : t('web.reports.stories.picture')}</label>
          <input
            id={id}
            type="file"
            accept="image/jpeg,image/png"
            disabled={!isReady || sendFile.isPending}
            onChange={(e) => {
              const file = e.target.files?.[0]
              if (file) sendFile.mutate(file)
            }}
          />
          <p className="help">{isReady ? t('web.reports.stories.picture.help') : t('web.reports.stories.picture.first')}</p>
        </div>
      )}
      {sendFile.isPending && <progress max={1} value={share} aria-label={t('web.reports.stories.sending')} />}
      {sendFile.isError && <ProblemNotice error={sendFile.error} />}
    </div>
  )
}
