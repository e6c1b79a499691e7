import { expect } from 'chai';
import { printable } from '../src/redact.ts';

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

  it('keeps letters of every script', () => {
    expect(printable('Käufer 顧客 Клиент 👍')).to.equal('Käufer 顧客 Клиент 👍');
  });
});
