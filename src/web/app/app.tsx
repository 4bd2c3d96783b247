import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App as AntdApp, ConfigProvider } from 'antd'
import { StrictMode, useEffect } from 'react'
import { pageNonce } from './page-nonce.ts'
import { newQueryClient } from '../api/client.ts'
import { useLanguage } from '../i18n/words.ts'
import { useComponentTheme } from '../ui/theme.ts'
import { componentDefaults } from './component-defaults.tsx'
import { useComponentLocale } from './component-locale.ts'
import { keepFocusOfDialogs } from './focus-return.ts'
import { newRouter } from './router.tsx'

export const client = newQueryClient()
const router = newRouter(client)

export const App = () => {
  const theme = useComponentTheme()
  const locale = useComponentLocale(useLanguage())
  useEffect(keepFocusOfDialogs, [])
  return (
    <StrictMode>
      <ConfigProvider theme={theme} csp={{ nonce: pageNonce }} locale={locale} {...componentDefaults}>
        <AntdApp component={false}>
          <QueryClientProvider client={client}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </AntdApp>
      </ConfigProvider>
    </StrictMode>
  )
}
