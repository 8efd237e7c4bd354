import type { CounterRegistration } from "@logistics-screening/web-shared/api/types";

/** A registration at rest. The key lies in another store and goes with its record. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

const ivLength = 12;

/**
 * The server publishes no key of its own to seal for, so each record gets a random AES-GCM key that the page may use and not export.
 *
 * This keeps the document number out of what reads storage as text: developer tools, backups and searches of the profile, what is left
 * of a deleted record on the disk once its key is gone from there as well. A key for each record goes when its record goes, and no
 * initialisation vector can come twice under it.
 *
 * It does not protect from whoever copies the whole browser profile while the record waits (the browser keeps the key there, unprotected
 * by hardware), from a script that runs inside this page, or from somebody with the unlocked phone who signs in as this courier. Against
 * the first, the phone's own encryption and lock must help; the sooner a record is sent and gone, the less there is to take.
 */
export async function seal(body: CounterRegistration, owner: string): Promise<{ key: CryptoKey; sealed: Sealed }> {
  return sealBytes(new TextEncoder().encode(JSON.stringify(body)), body.clientId, owner);
}

export async function sealBytes(plain: BufferSource, clientId: string, owner: string): Promise<{ key: CryptoKey; sealed: Sealed }> {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(ivLength));
  const bytes = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound(clientId, owner) }, key, plain);
  return { key, sealed: { iv, bytes } };
}

/** Null when the record was altered, or belongs to another registration or courier. */
export async function unseal(sealed: Sealed, key: CryptoKey, clientId: string, owner: string): Promise<CounterRegistration | null> {
  const bytes = await unsealBytes(sealed, key, clientId, owner);
  return bytes === null ? null : (JSON.parse(new TextDecoder().decode(bytes)) as CounterRegistration);
}

export async function unsealBytes(sealed: Sealed, key: CryptoKey, clientId: string, owner: string): Promise<ArrayBuffer | null> {
  try {
    return await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv, additionalData: bound(clientId, owner) }, key, sealed.bytes);
  } catch {
    return null;
  }
}

/** A record moved under another courier's name does not open. */
function bound(clientId: string, owner: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${clientId}\0${owner}`);
}
