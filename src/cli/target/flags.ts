import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import type { ScheduleWish } from '../../schedule/chooseSchedule.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'flags');

/**
 * A plain text on purpose: the sf CLI's own flag of this name opens the connection, and may renew the session,
 * while flags are parsed, before anyone asked the guard.
 */
export const targetOrgFlag = Flags.string({
  char: 'o',
  summary: messages.getMessage('target-org.summary'),
  description: messages.getMessage('target-org.description'),
});

export const backendFlag = Flags.string({
  summary: messages.getMessage('backend.summary'),
  description: messages.getMessage('backend.description'),
});

export const apiVersionFlag = Flags.orgApiVersion({
  summary: messages.getMessage('api-version.summary'),
  // Else it is asked of the sf CLI's configuration whenever commands are listed, before anyone looked what that file is.
  defaultHelp: () => Promise.resolve(undefined),
});

export const linkTargetFlag = Flags.option({
  options: ['lightning', 'classic'] as const,
  summary: messages.getMessage('link-target.summary'),
})();

export const modeFlag = Flags.option({
  options: ['default', 'managed'] as const,
  summary: messages.getMessage('mode.summary'),
})();

/** When an org syncs by itself. */
export const scheduleFlags = {
  schedule: Flags.string({
    summary: messages.getMessage('schedule.summary'),
    description: messages.getMessage('schedule.description'),
    helpValue: 'HH:MM',
    exclusive: ['no-schedule'],
  }),
  'no-schedule': Flags.boolean({
    summary: messages.getMessage('no-schedule.summary'),
    exclusive: ['schedule', 'timezone'],
  }),
  timezone: Flags.string({ summary: messages.getMessage('timezone.summary'), helpValue: 'Area/City' }),
};

/** What those flags say, as the engine wants it. */
export const scheduleWish = (flags: {
  readonly schedule?: string | undefined;
  readonly 'no-schedule': boolean;
  readonly timezone?: string | undefined;
}): ScheduleWish => ({
  time: flags.schedule,
  timezone: flags.timezone,
  off: flags['no-schedule'],
});

/** Where this machine is. */
export const machineTimezone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
