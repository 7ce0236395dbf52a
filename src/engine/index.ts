/** Front door of the engine: durable statecharts that know no word of the domain. */
export { type CaseObserver, CaseObservers } from './case-observers.js';
export { CaseReader, replay } from './case.reader.js';
export {
  EffectRegistry,
  type EffectHandler,
  type EffectResult,
  TryAgainLater,
} from './delivery/effect.registry.js';
export { OutboxDispatcher } from './delivery/outbox.dispatcher.js';
export { OutboxWriter } from './delivery/outbox.writer.js';
export { Sweeper, type SweepTask } from './delivery/sweeper.js';
export { Engine } from './engine.js';
export * from './engine.errors.js';
export { type EngineHealth, readHealth } from './engine.health.js';
export { EngineModule, type EngineOptions } from './engine.module.js';
export type * from './engine.types.js';
export {
  type FactsGatherer,
  type FactsQuestion,
  FactsRegistry,
  type OpeningCheck,
} from './facts.registry.js';
export { FaultPoints } from './fault-points.js';
export { ImportedTime } from './imported-time.js';
export { LegalClock } from './legal-clock.js';
export { Rehearsal, type RehearsedEvent } from './rehearsal.js';
export { type Cause, type Move, type StateGraph, type StateShape, stateGraph } from './state-graph.js';
export { stateLeaves, stateName } from './step.js';
export type { CaseFilter } from './stores/case.store.js';
export { eventHash } from './stores/event.store.js';
export { START as START_COMMAND } from './stores/inbox.store.js';
export type { OutboxMessage } from './stores/outbox.store.js';
export { type Alarm, type Stop, TimeMachine } from './time-machine.js';
export { WorkflowRegistry } from './workflow.registry.js';
export { definitionHash, requireSound } from './workflow.checks.js';
