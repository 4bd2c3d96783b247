import { type Found, holdingFact, personFact, type Scene } from '../scene.ts'

/** A day that a fact of the person gives, or (`holding.NAME`) a fact of the holding that is judged. */
export const factDay = (scene: Scene, name: string): Found =>
  name.startsWith('holding.')
    ? holdingFact(scene, name.slice(8), scene.asAt)
    : personFact(scene, name, scene.asAt)
