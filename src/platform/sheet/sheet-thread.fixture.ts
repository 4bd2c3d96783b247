import { serveThread } from './sheet-thread.ts'

serveThread<{ task: 'count' | 'fail' | 'exhaust' }, number>(async ({ task }, emit) => {
  for (let part = 0; part < 50; part += 1) {
    await emit(part)
    if (task === 'fail' && part === 3) throw new Error('told to fail')
    if (task === 'exhaust') {
      const kept: object[] = []
      for (;;) kept.push(Array.from({ length: 100_000 }, () => ({})))
    }
  }
})
