import { createServer } from 'node:net'
import lighthouse from 'lighthouse'
import { chromium } from 'playwright-core'
import { findChromium } from '../tools/find-chromium.ts'
import { benchHouse } from './bench-house.ts'
import { rounded, type Bench, type Measured } from './report.ts'

/** First visits to the public pages as a phone makes them: weight, number of requests, Lighthouse's scores. */
export const bench: Bench = async ({ say }) => {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('no Chromium: set CHROMIUM_PATH')
  const house = await benchHouse({ worker: false })
  const port = await freePort()
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', `--remote-debugging-port=${port}`],
  })
  try {
    const { address } = await house.start('house-process.ts', house.order)
    const list = (await (await fetch(`${address}/api/v1/catalogue`)).json()) as {
      items: { courseId: string }[]
    }
    const paths = [
      '/',
      '/catalogue',
      `/courses/${list.items[0]?.courseId}`,
      '/verify',
      '/verify/SH6532026999999',
      '/institutions',
      '/notices',
    ]
    const results: Measured[] = []
    for (const path of paths) {
      const label = path.replace(/\/[0-9a-f-]{36}/, '/{id}')
      const visited = await lighthouse(`${address}${path}`, {
        port,
        output: 'json',
        logLevel: 'silent',
        ignoreStatusCode: true,
      })
      if (!visited) throw new Error(`Lighthouse gave no result for ${path}`)
      const { categories, audits } = visited.lhr
      const requests =
        (
          audits['network-requests']?.details as
            | { items?: { transferSize?: number; resourceType?: string }[] }
            | undefined
        )?.items ?? []
      const weight = (type?: string): number =>
        requests
          .filter((one) => !type || one.resourceType === type)
          .reduce((sum, one) => sum + (one.transferSize ?? 0), 0) / 1000
      const scores = {
        performance: (categories['performance']?.score ?? 0) * 100,
        accessibility: (categories['accessibility']?.score ?? 0) * 100,
      }
      say(
        `${label}: performance ${scores.performance}, accessibility ${scores.accessibility}, ${requests.length} requests, ${rounded(weight())} kB`,
      )
      const add = (metric: string, value: number, unit: string, target: string) =>
        results.push({
          metric,
          value: rounded(value),
          unit,
          target,
          n: 1,
          conditions: `first visit to ${label}, Lighthouse's phone on a slow network`,
        })
      add('page.performance', scores.performance, '', '>= 95')
      add('page.accessibility', scores.accessibility, '', '100')
      add('page.requests', requests.length, '', '<= 8')
      add('page.kb', weight(), 'kB', '<= 150')
      add('page.scriptkb', weight('Script'), 'kB', '<= 60')
    }
    return results
  } finally {
    await browser.close()
    await house.close()
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
