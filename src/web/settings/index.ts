/** Front door of the settings. */
export { SettingsModule } from './settings.module.js';
