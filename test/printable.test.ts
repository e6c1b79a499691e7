import { expect } from 'chai';
import fc from 'fast-check';
import { escapeInJson, harmless, printable } from '../src/redact.ts';
import { UNSEEN } from './unseen.ts';

describe('printable', () => {
  it('takes out what moves, colours or rings', () => {
    expect(printable('\u001b[31mred\u001b[0m \u001b]8;;http://x\u0007link\u001b]8;;\u0007\u0007')).to.equal('red link');
  });

  it('shows what turns the direction of the text', () => {
    expect(printable('safe\u202Egnp.exe')).to.equal('safe\\u{202E}gnp.exe');
  });

  it('makes one line of several', () => {
    expect(printable('one\r\ntwo\tthree\n')).to.equal('one two three');
  });

  it('takes no longer than its length where an order to the terminal has no end', () => {
    for (const [begun, piece] of [
      ['\u001b', ';?'],
      ['\u009b', ';#'],
      ['\u001b]', ';a?'],
      ['', '\u001b'],
      ['', '\u001b;?'],
    ] as const) {
      const started = performance.now();
      printable(begun + piece.repeat(100_000));
      harmless(begun + piece.repeat(100_000));
      // Each took minutes.
      expect(performance.now() - started, JSON.stringify(piece)).to.be.below(5_000);
    }
  });

  it('takes orders out of a long text as out of a short one', () => {
    const text = 'plain text '.repeat(100);

    expect(printable(`\u001b[31m${text}\u001b[0m\u001b]8;;http://x\u0007${text}\u001b]8;;\u001b\\!`)).to.equal(
      `${text}${text}!`
    );
  });

  it('keeps letters of every script', () => {
    expect(printable('Käufer 顧客 Клиент 👍')).to.equal('Käufer 顧客 Клиент 👍');
  });

  for (const [what, text] of [
    ['joiners in Persian and Hindi', 'می\u200Cخواهم क्\u200Dष'],
    ['pictures made of several', '👨\u200D👩\u200D👧 👩🏽\u200D🚀 ❤\uFE0F 1\uFE0F\u20E3'],
    ['variants of Chinese characters', '葛\u{E0100}飾'],
  ] as const) {
    it(`keeps what is seen by its effect: ${what}`, () => {
      expect(printable(text)).to.equal(text);
    });
  }

  it('shows the same characters where they have no effect', () => {
    expect(printable('a\u200Cb\u200D 1\uFE0F x\u{E0100}')).to.equal('a\\u{200C}b\\u{200D} 1\\u{FE0F} x\\u{E0100}');
  });
});

describe('characters that are not seen', () => {
  for (const [what, characters] of Object.entries(UNSEEN)) {
    for (const character of characters) {
      const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();

      it(`stand on no terminal, and in JSON as an escape: ${what} ${code}`, () => {
        for (const shown of [printable, harmless]) {
          const text = shown(`a${character}b`);
          expect(text).to.be.oneOf(['a b', `a\\u{${code}}b`]);
        }
        const json = JSON.stringify({ [`key${character}`]: `a${character}b` });
        const escaped = escapeInJson(json);
        expect(escaped).to.match(/^[ -~]+$/);
        expect(JSON.parse(escaped)).to.deep.equal(JSON.parse(json));
      });
    }
  }

  it('leave lines and colours of our own', () => {
    expect(harmless('\u001b[31mone\u001b[39m\r\n\ttwo\u001b[2J')).to.equal('\u001b[31mone\u001b[39m\r\n\ttwo');
  });

  it('are the same text for whoever parses the JSON, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(escapeInJson(JSON.stringify(text)))).to.equal(text);
      })
    );
  });
});
