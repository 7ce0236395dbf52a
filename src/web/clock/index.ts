/** Front door of the clock's bar. */
export { ClockModule } from './clock.module.js';
