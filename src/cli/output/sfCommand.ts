import type { Interfaces } from '@oclif/core';
import { ux } from '@oclif/core/ux';
import { SfError } from '@salesforce/core/sfError';
import { SfCommand as Command } from '@salesforce/sf-plugins-core';
import { elementsError } from '../../errors.ts';
import { escapeInJson, harmless, printable } from '../../redact.ts';
import { hideLiveSecrets, hideLiveSecretsIn, rememberUnsent } from '../../secrets/liveSecrets.ts';
import { shorten } from '../../view/format.ts';
import { checkConfigFiles } from '../backend/configFiles.ts';
import { carryFlags, type CarriedFlag } from './hints.ts';

/**
 * The sf CLI's command with one door for what it prints: names and texts of an org, of a policy or of the command line
 * reach a terminal, a log or a reader of JSON without anything that moves, turns or hides the rest, and without the
 * secrets that the program holds. Errors and warnings go through it too. Named as what it stands for, so that the CLI's
 * own rules for commands hold.
 */
export abstract class SfCommand<T> extends Command<T> {
  private carried: readonly CarriedFlag[] = [];

  /** The library reads the configuration before anything of ours is run. */
  public override async _run<R>(): Promise<R> {
    try {
      await checkConfigFiles(process.cwd());
    } catch (error) {
      return this.catch(error as Error);
    }
    return super._run();
  }

  protected override async init(): Promise<void> {
    // Its value may stand in a model as well, which commands show that never use it.
    rememberUnsent(process.env['SF_ACCESS_TOKEN']);
    await super.init();
  }

  protected override async parse<F extends Given, B extends Given, A extends Given>(
    options?: Interfaces.Input<F, B, A>,
    argv?: string[]
  ): Promise<Interfaces.ParserOutput<F, B, A>> {
    const parsed = await super.parse<F, B, A>(options, argv);
    this.carried = CARRIED.flatMap((flag) => {
      const value: unknown = parsed.flags[flag.name];
      // Of another kind of backend the URL may hold a password.
      const isShown = typeof value === 'string' && (flag.name !== 'backend' || /^\s*sqlite:/i.test(value));
      return isShown ? [{ ...flag, value: printable(value) }] : [];
    });
    return parsed;
  }

  protected override async catch(error: Error): Promise<never> {
    if (error instanceof SfError) error.actions = error.actions?.map((action) => this.complete(action));
    return super.catch(error);
  }

  public override warn(input: Parameters<typeof Command.prototype.warn>[0]): ReturnType<typeof Command.prototype.warn> {
    return super.warn(typeof input === 'string' ? this.complete(input) : input);
  }

  /** Ctrl-C at a question is an answer of its own: the library's words for it are no sentence for a person. */
  public override async confirm(question: Parameters<typeof Command.prototype.confirm>[0]): Promise<boolean> {
    try {
      return await super.confirm(question);
    } catch (error) {
      throw error instanceof Error && error.name === 'ExitPromptError' ? elementsError('interrupted') : error;
    }
  }

  public override log(message = '', ...args: unknown[]): void {
    super.log(shown(message), ...args);
  }

  public override logToStderr(message = '', ...args: unknown[]): void {
    super.logToStderr(shown(message), ...args);
  }

  /** Cell by cell, before a table breaks them into lines. */
  public override table<R extends Record<string, unknown>>(
    options: Parameters<typeof Command.prototype.table<R>>[0]
  ): void {
    const data = options.data.map((row) => hideLiveSecretsIn(row) as R);
    super.table({ ...options, data, ...(options.title && { title: hideLiveSecrets(options.title) }) });
  }

  /** Results, and errors with their data. */
  public override logJson(json: unknown): void {
    const hidden = hideLiveSecretsIn(json);
    const theme = { ...COLOURS, ...this.config.theme?.json };
    ux.stdout(escapeInJson(uncoloured(hidden) ?? ux.colorizeJson(hidden, { theme })));
  }

  /** Commands that a sentence names mean the same org and the same store. */
  private complete(sentence: string): string {
    return carryFlags(sentence, this.carried, (id, flag) => this.config.findCommand(id)?.flags[flag] !== undefined);
  }
}

/**
 * The same text as the library's where it gives no colours: it takes each text apart for them, which for thousands of
 * components takes longer than to find them. Undefined where it does, and where JSON can't say it without the library.
 */
const uncoloured = (json: unknown): string | undefined => {
  if (ux.colorize('red', ' ') !== ' ') return undefined;
  try {
    return JSON.stringify(json, undefined, 2);
  } catch {
    return undefined;
  }
};

type Given = Interfaces.OutputFlags<Interfaces.FlagInput>;

const CARRIED = [{ name: 'target-org', char: 'o' }, { name: 'backend' }] as const;

/** More than any sentence or link of ours, less than what makes a terminal stand still. */
const LONGEST_LINE = 10_000;

const shown = (message: string): string =>
  harmless(message)
    .split('\n')
    .map((line) => shorten(line, LONGEST_LINE))
    .join('\n');

/** The sf CLI's own, for a config without a theme. */
const COLOURS = { key: 'blueBright', string: 'greenBright', number: 'blue', boolean: 'redBright', null: 'blackBright' };
