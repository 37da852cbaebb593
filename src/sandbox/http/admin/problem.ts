/** A request to the admin endpoint that is refused: an HTTP status, a stable code, and what is wrong. */
export class AdminProblem extends Error {
  override readonly name = 'AdminProblem';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Narrows to a refusal that is meant for the client. */
export function isAdminProblem(error: unknown): error is AdminProblem {
  return error instanceof AdminProblem;
}
