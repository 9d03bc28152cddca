import { ed25519 } from '@noble/curves/ed25519.js';
import { signPass, verifyPass, type PassContent, type PassVerdict } from '../../../miniprogram/domain/checkin/pass';
import { passKeyId, secretKey } from '../../platform/secrets';

/** Signs a pass with the key in force. `validUntil`: the gate refuses it from then on. */
export function issuePass(content: Omit<PassContent, 'keyId'>): string {
  return signPass({ ...content, keyId: passKeyId() }, secretKey('GONGYUN_KEY_PASS'));
}

const publicKey = () => ed25519.getPublicKey(secretKey('GONGYUN_KEY_PASS'));

/** Public halves of the pass keys for the phones of gate staff: base64url by key id. */
export function passKeys(): Record<string, string> {
  return { [String(passKeyId())]: Buffer.from(publicKey()).toString('base64url') };
}

export function checkPass(token: string, now: number): PassVerdict {
  return verifyPass(token, new Map([[passKeyId(), publicKey()]]), now);
}
