import { decodeAccountId } from '../../xrpl/base58';
import type { AcceptedCredential } from '../../xrpl/keylets/credential';
import type { Field } from '../fields/field';
import { isObject, type RequestObject } from '../parse-json';
import { RpcError } from '../rpc-error';
import { malformedRequest } from './target';

const maxCredentials = 8;
const maxTypeBytes = 64;
const hexDigits = /^[0-9A-Fa-f]+$/;
const refused = (message: string): RpcError => new RpcError('malformedAuthorizedCredentials', message);

/** The bytes of `CredentialType`; a digit alone counts as a byte, and too many bytes are just not found. */
export const credentialType: Field<Buffer> = {
  schema: { type: 'string', pattern: hexDigits.source },
  read(value) {
    if (typeof value !== 'string' || !hexDigits.test(value)) throw malformedRequest();
    return Buffer.from(value.length % 2 === 0 ? value : `0${value}`, 'hex');
  },
};

/** `[{issuer, credential_type}]`: 1 to 8 different ones. The messages are Clio's, of the version that brought it. */
export const authorizedCredentials: Field<readonly AcceptedCredential[]> = {
  schema: { type: 'array', description: 'Of issuer and credential_type; instead of authorized.' },
  read(value, name) {
    if (!Array.isArray(value)) throw new RpcError('malformedRequest', `${name} not array`);
    if (value.length === 0) throw refused('Requires at least one element in authorized_credentials array.');
    if (value.length > maxCredentials) {
      throw refused(`Max ${maxCredentials} number of credentials in authorized_credentials array`);
    }
    return value.map(accepted);
  },
};

/** @throws RpcError when one is named twice. */
export function distinct(credentials: readonly AcceptedCredential[]): readonly AcceptedCredential[] {
  const names = credentials.map((each) => Buffer.concat([each.issuer, each.credentialType]).toString('hex'));
  if (new Set(names).size < names.length) throw refused('duplicates in credentials.');
  return credentials;
}

function accepted(value: unknown): AcceptedCredential {
  if (!isObject(value)) throw refused('authorized_credentials elements in array are not objects.');
  return { issuer: issuerOf(value), credentialType: typeOf(value) };
}

function issuerOf(value: RequestObject): Buffer {
  if (!Object.hasOwn(value, 'issuer')) throw refused("Field 'Issuer' is required but missing.");
  const text = value['issuer'];
  const issuer = typeof text === 'string' ? decodeAccountId(text) : undefined;
  if (!issuer) throw refused('issuer NotString');
  return issuer;
}

function typeOf(value: RequestObject): Buffer {
  if (!Object.hasOwn(value, 'credential_type')) throw refused("Field 'CredentialType' is required but missing.");
  const text = value['credential_type'];
  if (typeof text !== 'string') throw refused('credential_type NotString');
  const bytes = fromHex(text);
  if (!bytes) throw refused('credential_type NotHexString');
  if (bytes.length === 0) throw refused('credential_type is empty');
  if (bytes.length > maxTypeBytes) throw refused(`credential_type greater than max length ${maxTypeBytes}`);
  return bytes;
}

function fromHex(text: string): Buffer | undefined {
  return /^([0-9A-Fa-f]{2})*$/.test(text) ? Buffer.from(text, 'hex') : undefined;
}
