import { SfCommand as Command } from '@salesforce/sf-plugins-core';
import { expect } from 'chai';
import { SfCommand } from '../../src/cli/output/sfCommand.ts';

class Asking extends SfCommand<unknown> {
  public async run(): Promise<unknown> {
    return undefined;
  }
}

describe('a question that a person leaves with Ctrl-C', () => {
  const { confirm } = Command.prototype;

  afterEach(() => {
    Command.prototype.confirm = confirm;
  });

  const ask = (thrown: Error): Promise<unknown> => {
    Command.prototype.confirm = () => Promise.reject(thrown);
    return new Asking([], {} as never).confirm({ message: 'Remove it?' }).catch((error: unknown) => error);
  };

  it('ends the command in plain words, with the exit code of an interruption', async () => {
    const closed = Object.assign(new Error('User force closed the prompt with SIGINT'), { name: 'ExitPromptError' });

    const error = await ask(closed);

    expect(error).to.include({ name: 'InterruptedError', exitCode: 130 });
    expect((error as Error).message)
      .to.match(/^Interrupted/)
      .and.not.to.contain('SIGINT');
  });

  it('is not taken for one where something else went wrong', async () => {
    const broken = new Error('no terminal');

    expect(await ask(broken)).to.equal(broken);
  });
});
