/** A component came, but its package hides even the file that says what it is: nothing is wrong, and nothing is to be had. */
export class HiddenTextError extends Error {
  public override readonly name = 'HiddenTextError';

  public constructor() {
    super('its package hides its text');
  }
}
