/**
 * Whether a certificate of annual validation states an exemption from all that was asked: seldom asked for and in no column,
 * so it is read from the frozen content; of a class nothing is read for it.
 */
export const exemptOf = (certificate: string): string =>
  `case when ${certificate}.type = 'annual-validation' then
      (select t.content::jsonb ->> 'exempt' from certificate_content t where t.number = ${certificate}.number) end`
