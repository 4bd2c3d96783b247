import { EnvironmentError } from '../platform/environment-error.ts'
import { isLoopback, type Config } from './config.ts'

/** An empty database gets the demonstration unless ZHIXIN_DEMO=0. */
export const demoWanted = (): boolean => process.env['ZHIXIN_DEMO'] !== '0'

/** Demo passwords are printed and published: they are for this machine alone unless the operator says otherwise. */
export const assertDemoMayListen = (config: Pick<Config, 'host' | 'demoPublic'>): void => {
  if (!isLoopback(config.host) && !config.demoPublic)
    throw new EnvironmentError('demo.public', { host: config.host })
}
