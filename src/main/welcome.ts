import type { DemoSignIn } from '../areas/accounts/index.ts'
import { type Config, isLoopback } from './config.ts'

/** What was found or made in the database: the demonstration, or somebody's own programme. */
export type Readiness =
  | {
      readonly kind: 'demo'
      readonly signIns: readonly DemoSignIn[]
      readonly certificate: string | undefined
    }
  | { readonly kind: 'own'; readonly setupToken: string | null }

const roleNames: Record<string, readonly [zh: string, en: string]> = {
  office: ['管理办公室', 'programme office'],
  'second officer': ['第二经办人', 'second officer'],
  district: ['区级部门', 'district'],
  association: ['行业协会', 'association'],
  institution: ['施教机构', 'institution'],
  employer: ['用人单位', 'employer'],
  expert: ['评审专家', 'expert'],
  invigilator: ['监考员', 'invigilator'],
  professional: ['专业技术人员', 'professional'],
}

/** The page a terminal shows when everything is ready: where, as whom, and what to try first. */
export const welcome = (ready: Readiness & { readonly config: Config; readonly seconds: number }): string => {
  const lines = ['', `  知新 Zhixin   ${ready.config.publicUrl}   （${ready.seconds.toFixed(1)} s）`, '']
  if (ready.kind === 'own') lines.push(...ownLines(ready.config, ready.setupToken))
  else lines.push(...demoLines(ready.config, ready))
  lines.push('  Ctrl-C 停止，数据保留在 / stops it; the data stays in', `  ${ready.config.dataFolder}`, '')
  return `${lines.join('\n')}\n`
}

const ownLines = (config: Config, setupToken: string | null): string[] =>
  setupToken === null
    ? []
    : [
        '  首次设置：用浏览器打开下面的地址，建立管理办公室。',
        '  First set-up: open this address in a browser and make the programme office.',
        `  ${config.publicUrl}/app/setup#${setupToken}`,
        '',
      ]

const demoLines = (config: Config, demo: Extract<Readiness, { kind: 'demo' }>): string[] => {
  const rows = demo.signIns.map(({ role, name, signIn, password }) => {
    const [zh, en] = roleNames[role] ?? [role, role]
    return [`${zh} ${en}`, name, signIn, password]
  })
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => widthOf(row[column] ?? ''))))
  const table = rows.map(
    (row) =>
      `  ${row
        .map((cell, column) => pad(cell, widths[column] ?? 0))
        .join('   ')
        .trimEnd()}`,
  )
  return [
    ...(isLoopback(config.host) ? [] : publicWarning),
    '  演示数据：人物与单位均为虚构。 Demonstration: people and organisations are invented.',
    '',
    '  演示账号 Demo sign-ins',
    ...table,
    '',
    '  可以先试 What to try first',
    '  1. 以管理办公室登录，鉴定一门待定的课程，再看一个已结业的班。 Sign in as the programme office: decide a course, see a finished class.',
    '  2. 以施教机构登录，为开班中的班级确认考勤。 Sign in as the institution: confirm attendance of a running class.',
    '  3. 以专业技术人员登录，打开“我的学时”，点开任一数字看依据。 Sign in as the professional: my record; open any figure.',
    `  4. 不登录，核验一张证书。 Without signing in, check a certificate:`,
    `     ${config.publicUrl}/verify${demo.certificate === undefined ? '' : `/${demo.certificate}`}`,
    '',
  ]
}

const publicWarning = [
  '  ┌─────────────────────────────────────────────────────────────────────────────┐',
  '  │ 注意：演示数据正对外开放。口令已重新随机生成，仅在此显示。                  │',
  '  │ Mind: the demo is open to others. Its passwords are new and told only here. │',
  '  └─────────────────────────────────────────────────────────────────────────────┘',
  '',
]

/** Chinese characters take two columns of a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (width, character) => width + (/[ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹏＀-｠￠-￦]/u.test(character) ? 2 : 1),
    0,
  )

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)))
