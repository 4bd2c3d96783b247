import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import exceljs from 'exceljs'
import type { ChildProcess } from 'node:child_process'
import { residentCheckDigit } from '../../src/kernel/identity-number.ts'
import { journeyClient, until } from '../journey/journey-client.ts'
import { prepareClass } from '../journey/prepare-class.ts'
import { demoPassword } from '../../src/main/demo/seed-demo.ts'
import { benchHouse } from './bench-house.ts'
import { flag, rounded, type Bench } from './report.ts'

const target = { rows: '>= 8,000/s', memory: '< 300 MB', loop: '< 50 ms' }

/** A roster of 100,000 rows as .xlsx: uploaded, judged and applied through the API, with a web and a worker process. */
export const bench: Bench = async ({ quick, args, say }) => {
  const count = flag(args, 'rows', quick ? 20_000 : 100_000)
  const folder = await mkdtemp(`${tmpdir()}/zhixin-roster-`)
  const file = `${folder}/roster.xlsx`
  say(`writing a roster of ${count.toLocaleString('en-US')} rows …`)
  await writeRoster(file, count)
  const house = await benchHouse({ worker: false })
  try {
    const web = await house.start('house-process.ts', house.order)
    const worker = await house.start('house-process.ts', { ...house.order, worker: true })
    const [office, institution] = [journeyClient(web.address), journeyClient(web.address)]
    await office.signIn({ signIn: 'office', password: demoPassword })
    const session = await institution.signIn({ signIn: 'institution', password: demoPassword })
    const prepared = await prepareClass(
      office,
      institution,
      session.roles[0]?.organisationId ?? '',
      'bench',
      200_000,
    )
    const content = new Uint8Array(await readFile(file))
    const watched = watch([web.child, worker.child])
    web.child.send('begin')
    const began = performance.now()
    const preview = await institution.upload<{ token: string; accepted: number; refused: unknown[] }>(
      `/api/v1/classes/${prepared.classId}/roster/preview`,
      'roster.xlsx',
      content,
    )
    const previewed = performance.now()
    const apply = () =>
      institution.post<{ state: string; enrolled: number }>(
        `/api/v1/classes/${prepared.classId}/roster/apply`,
        { token: preview.token },
      )
    const applied = await until(apply, (answer) => answer.state !== 'applying', 600, 'applying the roster')
    const seconds = (performance.now() - began) / 1000
    const report = await reportOf(web.child)
    const growth = watched.stop()
    if (applied.state !== 'applied' || preview.accepted !== count)
      throw new Error(`${preview.accepted} accepted, ${applied.state}`)
    say(`preview ${rounded((previewed - began) / 1000)} s, all ${rounded(seconds)} s`)
    const conditions = `${count} rows, ${Math.round((await stat(file)).size / 1024)} kB .xlsx, all new people; one web and one worker process, PostgreSQL on the same machine`
    return [
      {
        metric: 'rows.rps',
        value: rounded(count / seconds, 0),
        unit: '1/s',
        target: target.rows,
        n: count,
        conditions: `${conditions}; from the upload's first byte to the last person enrolled`,
      },
      {
        metric: 'peak.mb',
        value: growth.all,
        unit: 'MB',
        target: target.memory,
        n: 1,
        conditions: `${conditions}; growth of both processes' resident memory together (web ${growth.each[0]} MB, worker ${growth.each[1]} MB)`,
      },
      {
        metric: 'loop.p99ms',
        value: rounded(report.loopP99Ms),
        unit: 'ms',
        target: target.loop,
        n: 1,
        conditions: `${conditions}; event loop of the web process meanwhile`,
      },
    ]
  } finally {
    await house.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const reportOf = (child: ChildProcess): Promise<{ rss: number; loopP99Ms: number }> =>
  new Promise((resolve) => {
    child.once('message', (message) => resolve(message as { rss: number; loopP99Ms: number }))
    child.send('report')
  })

/** Samples the resident memory of processes; gives the highest sum above the first one, in MB, and what each had of it. */
const watch = (children: readonly ChildProcess[]) => {
  const sizes = (): Promise<number[]> =>
    Promise.all(
      children.map(
        async (child) => Number((await readFile(`/proc/${child.pid}/statm`, 'utf8')).split(' ')[1]) * 4096,
      ),
    )
  let first: number[] = []
  let growth: number[] = []
  const sample = async (): Promise<void> => {
    const now = await sizes().catch(() => first)
    if (first.length === 0) first = now
    const grown = now.map((size, index) => size - (first[index] ?? 0))
    if (growth.length === 0 || total(grown) > total(growth)) growth = grown
  }
  void sample()
  const timer = setInterval(() => void sample(), 50)
  return {
    stop(): { readonly all: number; readonly each: readonly number[] } {
      clearInterval(timer)
      return { all: megabytes(total(growth)), each: growth.map(megabytes) }
    },
  }
}

const total = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0)
const megabytes = (bytes: number): number => Math.round(bytes / 1_048_576)

const surnames = [...'王李张刘陈杨赵黄周吴徐孙朱马胡林何高梁郑']
const given = [...'伟芳娜敏静秀丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华']

const writeRoster = async (file: string, count: number): Promise<void> => {
  const book = new exceljs.stream.xlsx.WorkbookWriter({
    stream: createWriteStream(file),
    useSharedStrings: true,
    useStyles: false,
  })
  const sheet = book.addWorksheet('名册')
  sheet.addRow(['姓名', '身份证号', '手机', '工作单位', '职称', '学历', '岗位', '备注']).commit()
  for (let index = 0; index < count; index += 1) {
    const name = `${surnames[index % 20]}${given[Math.floor(index / 20) % 25]}${given[Math.floor(index / 500) % 25]}`
    const day = `${1960 + (index % 35)}${String(1 + (index % 12)).padStart(2, '0')}${String(1 + (Math.floor(index / 12) % 28)).padStart(2, '0')}`
    const body = `31000${Math.floor(index / 900) % 10}${day}${String(100 + (Math.floor(index / 420) % 900)).padStart(3, '0')}`
    const phone = `138${String(10_000_000 + index)}`
    sheet
      .addRow([
        name,
        `${body}${residentCheckDigit(body)}`,
        phone,
        `第${index % 200}单位有限公司`,
        '工程师',
        '大学本科',
        '软件开发',
        '',
      ])
      .commit()
  }
  sheet.commit()
  await book.commit()
}
