/** The error that an SDK's HTTP handler gives when a connection breaks; the SDKs retry it, mutations included. */
export function connectionLost(): Error {
  return Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
}
