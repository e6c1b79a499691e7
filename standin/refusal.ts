/** An answer that is an error. Each door writes it in its own shape. */
export class Refusal extends Error {
  readonly status: number;
  /** `INVALID_SESSION_ID`, `invalid_grant` … without the `sf:` of SOAP. */
  readonly code: string;

  public constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
  }
}
