import type { Config } from '../config.ts'
import { examine, type Finding } from '../doctor/examine.ts'
import { exitCodes } from '../exit.ts'
import { print, printJson, readArguments, type Command } from './command.ts'
import { withDatabaseUrl } from './with-database.ts'
import { withServices } from './with-services.ts'

const usage = 'doctor [--json]'

export const command: Command = {
  usage,
  zh: '核对账目、依据、日志与链条是否一致',
  en: 'check that sums, traces, log and chains agree',
  run: async (args) => {
    const { values } = readArguments(args, usage, { json: { type: 'boolean' } }, { least: 0, most: 0 })
    const report = await withDatabaseUrl(examineDatabase)
    if (values.json) printJson(report)
    else {
      for (const { check, subjects } of report.checks) print(`✓ ${check}  ${subjects}`)
      for (const { check, subject, detail } of report.findings) print(`✗ ${check}  ${subject}  ${detail}`)
    }
    return report.findings.length === 0 ? exitCodes.done : exitCodes.no
  },
}

interface Report {
  /** Checks that found nothing, with the number of things each looked at. */
  readonly checks: readonly { readonly check: string; readonly subjects: number }[]
  readonly findings: readonly Finding[]
}

const examineDatabase = (databaseUrl: string, config: Config): Promise<Report> =>
  withServices(databaseUrl, config, async (services, secrets) => {
    const outcomes = await examine(services, secrets.fingerprint)
    return {
      checks: outcomes
        .filter((one) => one.findings.length === 0)
        .map(({ check, subjects }) => ({ check, subjects })),
      findings: outcomes.flatMap((one) => one.findings),
    }
  })
