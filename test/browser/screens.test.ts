import cookie from '@fastify/cookie'
import { QueryClient } from '@tanstack/react-query'
import fastify from 'fastify'
import { expect, it } from 'vitest'
import { areas } from '../../src/main/areas.ts'
import { registerPages } from '../../src/main/pages.ts'
import { newRouter } from '../../src/web/app/router.tsx'
import { testHouse } from '../house.ts'
import { screens } from './screens.ts'

const house = testHouse({ worker: false })

const listed = (inApp: boolean): string[] => [
  ...new Set(screens.filter((one) => one.inApp === inApp).map((one) => one.route)),
]

it('every address of the application is looked at, and nothing else', () => {
  const declared = Object.values(newRouter(new QueryClient()).routesById)
    .map((route): string => route.fullPath)
    .filter((path) => path !== '')
  expect(listed(true).sort()).toEqual([...new Set(declared)].sort())
})

/** Of the server's addresses those that are no page of their own: the application's, files, and what programs read. */
const noPage = ['/app', '/app/*', '/favicon.svg', '/assets/*', '/did.json', '/credentials/status/:list']
const forPrograms = /^\/(api|\.well-known|vc-api)\//

it('every page of the server is looked at, and nothing else', async () => {
  const app = fastify()
  await app.register(cookie)
  const declared = areas.flatMap((area) => area.routes).map(({ endpoint }) => endpoint.path)
  app.addHook('onRoute', ({ url }) => {
    declared.push(url)
  })
  await registerPages(app, { services: house.services, routes: [], demo: async () => false })
  const pages = declared.filter((path) => !forPrograms.test(path) && !noPage.includes(path))
  expect(listed(false).sort()).toEqual([...new Set(pages)].sort())
  await app.close()
})

it('no two looks bear one name', () => {
  expect(new Set(screens.map((one) => one.name)).size).toBe(screens.length)
})
