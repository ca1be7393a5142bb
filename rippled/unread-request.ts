type Message = Record<string, unknown>;

/**
 * rippled reads less than JSON is: whole numbers of 32 bits, 25 levels, a megabyte. What it can't read it sends back as
 * text, with an error and without the id, for it never saw one.
 * @returns such a message as the answer it is, in the form of any other error; `undefined` for other messages
 */
export function asAnswer({ value, ...members }: Message): Message | undefined {
  if (members['type'] !== 'error' || typeof value !== 'string') return undefined;
  try {
    const request = JSON.parse(value) as Message | null;
    return request ? { ...members, id: request['id'], request, status: 'error', type: 'response' } : undefined;
  } catch {
    return undefined; // Nothing that we sent.
  }
}
