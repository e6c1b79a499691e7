import { expect } from 'chai';
import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import {
  createLiveSecrets,
  hideLiveSecrets,
  hideLiveSecretsIn,
  hideSent,
  hideSentIn,
  hideSentInBytes,
  rememberSecrets,
  rememberSecretsIn,
  rememberUnsent,
} from '../../src/secrets/liveSecrets.ts';
import { harmless, printable, redact } from '../../src/redact.ts';
import { echoForms, type EchoForm } from '../../standin/echo.ts';
import { PIECE, piecesLeft } from './piecesLeft.ts';

const PREFIX = '00D5g0000012345EAA!';
const OWN = 'AQ8AQFb.Yz_k3nW7pLmXtR5vC2hJ9dG4sE6uB1oTQxZ0aNfHyKiVwD8gSjMcPlUeRqOz';

const FORMS = Object.keys(echoForms) as EchoForm[];

const hide = (text: string, ...secrets: string[]): string => {
  const live = createLiveSecrets();
  live.remember(...secrets);
  return live.hide(text);
};

describe('a live secret that XML sets apart', () => {
  const pieces = OWN.match(/.{1,10}/g) ?? [];
  const forms: Readonly<Record<string, string>> = {
    comments: pieces.join('<!-- between -->'),
    'processing instructions': pieces.join('<?pi x?>'),
    'CDATA sections': pieces.map((piece) => `<![CDATA[${piece}]]>`).join(''),
  };

  for (const [title, split] of Object.entries(forms)) {
    it(`by ${title} is hidden in the file and in what is read of it`, () => {
      rememberSecrets(PREFIX + OWN);
      const xml = `<?xml version="1.0"?><a><b>of ${split} here</b><c><![CDATA[x < y]]></c></a>`;

      const hidden = hideSentInBytes(Buffer.from(xml)).toString();

      expect(hidden).to.equal('<?xml version="1.0"?><a><b>of *** here</b><c>x &lt; y</c></a>');
    });
  }

  it('leaves comments and sections as they are where there is none', () => {
    const xml = Buffer.from('<a><!-- a comment --><b><![CDATA[x]]></b></a>');

    expect(hideSentInBytes(xml)).to.equal(xml);
  });
});

describe('a live secret in a text', () => {
  for (const form of FORMS) {
    it(`is hidden ${form}, and nothing beside it`, () => {
      const hidden = hide(`What was ${echoForms[form](OWN)} meant for?`, PREFIX + OWN);

      expect(hidden).to.match(/^What was .{0,3}\*\*\*(?:.* and \*\*\*)?(?:.?=*)\s* meant for\?$/s);
      expect(piecesLeft(hidden, OWN)).to.deep.equal([]);
    });

    it(`is hidden ${form} where another text is written in the same way before and behind it`, () => {
      const hidden = hide(echoForms[form](`token ${PREFIX}${OWN} of you`), PREFIX + OWN);

      expect(hidden).to.contain('***');
      expect(piecesLeft(hidden, OWN)).to.deep.equal([]);
    });

    it(`is hidden ${form} from 12 characters on`, () => {
      for (let at = 0; at + PIECE <= OWN.length; at += 7) {
        const hidden = hide(`What was "${echoForms[form](OWN.slice(at, at + PIECE))}" meant for?`, PREFIX + OWN);
        expect(hidden, OWN.slice(at)).to.contain(form === 'halves' ? 'meant for' : '***');
      }
    });
  }

  it('would be seen by what looks for it here', () => {
    for (const form of FORMS) expect(piecesLeft(echoForms[form](OWN), OWN), form).not.to.deep.equal([]);
  });

  it('is hidden however it is broken by what a terminal is told', () => {
    const coloured = [...OWN].map((character) => `\u001b[31m${character}\u001b[0m`).join('');

    expect(piecesLeft(hide(coloured, OWN), OWN)).to.deep.equal([]);
    expect(hide(`so ${OWN.slice(0, 20)}\u001b[1m${OWN.slice(20)}\u001b[0m.`, OWN)).to.equal('so ***\u001b[0m.');
  });

  it('is hidden where what a terminal is told seems to end with the beginning of an escape', () => {
    const short = OWN.slice(0, PIECE);
    for (const form of FORMS)
      expect(piecesLeft(hide(`\u001b[${echoForms[form](short)}`, short), short)).to.deep.equal([]);
  });

  it('is hidden each time, and each of several', () => {
    const other = `5Aep861${OWN.toLowerCase().split('').reverse().join('')}`;

    expect(hide(`${OWN}; ${other} or ${OWN}, ${other}`, OWN, other)).to.equal('***; *** or ***, ***');
  });

  it('leaves the id of the org, and pieces of 11 characters', () => {
    const text = `${PREFIX}, ${OWN.slice(12, 23)} and ${PREFIX.slice(0, 15)}`;

    expect(hide(text, PREFIX + OWN)).to.equal(text);
    expect(hide(`${PREFIX}${OWN}`, PREFIX + OWN)).to.equal(`${PREFIX}***`);
  });

  it('leaves the id of its org even where another secret is made of that id', () => {
    const id = PREFIX.slice(0, 18);

    expect(hide(id, PREFIX + OWN, `00D000000000099!${id}`)).to.equal(id);
    expect(hide(id.slice(0, 15), `00D000000000099!${id}`, PREFIX + OWN)).to.equal(id.slice(0, 15));
    expect(hide(`00D${OWN.slice(20, 32)}`, PREFIX + OWN)).to.contain('***');
  });

  it('is none where it is too short to be told from a word', () => {
    expect(hide('The password is password: secretsecre', 'password', 'secretsecre', '')).to.contain('is password');
  });

  it('costs no more than its length where a text is made to be slow', () => {
    const texts = [
      OWN.slice(0, 11).repeat(50_000),
      OWN.slice(0, 12).repeat(50_000),
      'a'.repeat(500_000),
      `${'a'.repeat(11)}b`.repeat(50_000),
      '%25'.repeat(200_000),
      '\\'.repeat(500_000),
      '&#x0000000'.repeat(50_000),
    ];
    const started = performance.now();

    for (const text of texts) hide(text, OWN, 'a'.repeat(2_000));

    expect(performance.now() - started).to.be.lessThan(20_000);
  });
});

const PUNCTUATED = fc.string({
  unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-'),
  minLength: PIECE,
  maxLength: 120,
});

/** What a token is, whatever an org makes of it: no stretch of it is nearly nothing but dots. */
const aSecret = PUNCTUATED.filter((own) =>
  [...Array(own.length - PIECE + 1).keys()].every(
    (at) => own.slice(at, at + PIECE).replaceAll(/[^0-9a-z]/gi, '').length >= 8
  )
);

/** Anything, with what begins an escape in it. */
const aText = fc
  .array(
    fc.oneof(fc.string(), fc.constantFrom('%', '%2', '%25', '&', '&#', '&#x', '&amp;', '\\', '\\u', '0x', '\u001b['))
  )
  .map((texts) => texts.join(''));

describe('any live secret', () => {
  it('leaves no piece of it, in any form, in any text', () => {
    fc.assert(
      fc.property(
        aSecret,
        fc.constantFrom(PREFIX, '5Aep861', ''),
        fc.constantFrom(...FORMS),
        fc.tuple(fc.nat(), fc.nat()),
        fc.tuple(aText, aText),
        (own, prefix, form, [start, length], [before, behind]) => {
          const at = start % (own.length - PIECE + 1);
          const piece = own.slice(at, at + PIECE + (length % (own.length - PIECE + 1)));
          const hidden = hide(before + echoForms[form](piece) + behind, prefix + own);
          expect(piecesLeft(hidden, own)).to.deep.equal([]);
        }
      ),
      { numRuns: 1_000 }
    );
  });

  it('changes no text that does not hold it', () => {
    const texts = fc.oneof(
      aText,
      fc.lorem({ mode: 'sentences' }),
      fc.base64String(),
      fc.webUrl({ withQueryParameters: true })
    );
    fc.assert(
      fc.property(fc.array(texts), (parts) => {
        const text = parts.join('\n');
        expect(hide(text, PREFIX + OWN, `5Aep861${OWN}`)).to.equal(text);
      })
    );
  });

  it('is gone from what is printed, kept and said', () => {
    const own = OWN.replaceAll(/[a-m]/g, 'b');
    rememberSecrets(own);
    fc.assert(
      fc.property(fc.constantFrom(...FORMS), aText, (form, around) => {
        for (const door of [redact, printable, harmless, (text: string) => redact(printable(text))]) {
          expect(piecesLeft(door(around + echoForms[form](own) + around), own)).to.deep.equal([]);
        }
      })
    );
  });
});

describe('live secrets in what becomes JSON', () => {
  const own = `jX${OWN.slice(5).split('').reverse().join('')}`;
  before(() => rememberSecrets(own));

  it('are hidden in texts and in names, and the rest stays what it is', () => {
    const at = new Date(0);
    const value = {
      list: [1, null, true, { [`a ${own}`]: `b ${own} c` }],
      at,
      deep: { text: 'plain' },
      none: undefined,
    };

    expect(hideLiveSecretsIn(value)).to.deep.equal({
      list: [1, null, true, { 'a ***': 'b *** c' }],
      at,
      deep: { text: 'plain' },
      none: undefined,
    });
  });

  it('are hidden beside what contains itself', () => {
    const value: Record<string, unknown> = { text: own };
    value['self'] = value;

    expect(hideLiveSecretsIn(value)).to.deep.include({ text: '***' });
  });
});

describe('what passes a token endpoint', () => {
  // Random, as secrets are: what is remembered here is hidden from the texts of all later tests.
  const ofTest = randomBytes(30);
  const secret = (start: string): string => createHash('sha256').update(ofTest).update(start).digest('hex');

  it('is remembered from a form and from JSON', () => {
    rememberSecretsIn(
      new URLSearchParams({ code: secret('c'), code_verifier: secret('v'), grant_type: secret('g') }).toString()
    );
    rememberSecretsIn(
      JSON.stringify({ access_token: secret('a'), refresh_token: secret('r'), scope: secret('s'), id: 1 })
    );
    rememberSecretsIn('{ no JSON');

    expect(redact(['c', 'v', 'a', 'r'].map((start) => secret(start)).join(' '))).not.to.match(/[^* ]/);
  });
});

describe('a token that no org was sent', () => {
  const own = (): string => createHash('sha256').update(randomBytes(30)).digest('hex');

  it('is not shown, and stays in what an org answers until it is sent', () => {
    const jwt = `eyJ${own()}.${own()}.${own()}`;
    for (const token of [PREFIX + own(), `00D000000000001!${own()}`, ` ${jwt}\n`]) {
      const text = `so: ${token.trim().slice(-30)}`;
      rememberUnsent(token);
      expect([redact(text), hideLiveSecrets(text)]).to.deep.equal(['so: ***', 'so: ***']);
      expect([hideSent(text), hideSentIn(text), String(hideSentInBytes(Buffer.from(text)))]).to.deep.equal(
        Array(3).fill(text)
      );
      rememberSecrets(token);
      expect([hideSent(text), hideSentIn(text), String(hideSentInBytes(Buffer.from(text)))]).to.deep.equal(
        Array(3).fill('so: ***')
      );
    }
  });

  it('is none where it has not the form of one: ordinary words stay', () => {
    const word = own();
    for (const text of [
      word,
      `${word}!${word}`,
      `00D!${word}`,
      `${PREFIX}${word} and`,
      `Bearer ${PREFIX}${word}`,
      'eyJ',
    ]) {
      rememberUnsent(text);
    }
    rememberUnsent(undefined);
    expect(hideLiveSecrets(`of ${word}`)).to.equal(`of ${word}`);
  });
});
