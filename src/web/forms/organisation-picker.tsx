import { useEffect, useState } from 'react'
import {
  lookupOrganisations,
  readOrganisation,
  type OrganisationSummary,
} from '../../areas/organisations/contract.ts'
import { useAsk } from '../api/use-ask.ts'
import { eitherName, useLanguage, useWords } from '../i18n/words.ts'
import { Choice } from './choice.tsx'

export interface OrganisationPickerProps {
  readonly id?: string
  readonly kind: OrganisationSummary['kind']
  readonly value?: string | null
  readonly onChange?: (organisationId: string | undefined) => void
  readonly onBlur?: () => void
  readonly 'aria-label'?: string
}

const pause = 250

/** Chooses one organisation of a kind by typing part of its name. */
export const OrganisationPicker = ({
  id,
  kind,
  value,
  onChange,
  onBlur,
  ...rest
}: OrganisationPickerProps) => {
  const say = useWords('organisations')
  const ui = useWords('ui')
  const language = useLanguage()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), pause)
    return () => clearTimeout(timer)
  }, [typed])
  const found = useAsk(
    lookupOrganisations,
    { query: { kind, limit: 50, ...(asked === '' ? {} : { q: asked }) } },
    { keep: true },
  )
  const options = (found.data?.items ?? []).map((one) => ({
    value: one.id,
    label: [
      eitherName(language, one.name, one.nameEn),
      eitherName(language, one.districtName ?? '', one.districtNameEn ?? ''),
    ]
      .filter(Boolean)
      .join(' · '),
  }))
  // One chosen earlier need not be among the first fifty: its name is read by itself.
  const absent = value ? !options.some((option) => option.value === value) : false
  const chosen = useAsk(readOrganisation, { params: { organisationId: value ?? '' } }, { when: absent })
  const all =
    absent && value && chosen.data
      ? [{ value, label: eitherName(language, chosen.data.name, chosen.data.nameEn) }, ...options]
      : options
  return (
    <Choice
      {...(id ? { id } : {})}
      {...rest}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      placeholder={say('pickOrganisation')}
      value={value ?? null}
      onChange={(next: string | null | undefined) => onChange?.(next ?? undefined)}
      onBlur={() => onBlur?.()}
      loading={found.isFetching}
      options={all}
      notFoundContent={<span className="hint">{found.isPending ? ui('loading') : say('pickNone')}</span>}
    />
  )
}
