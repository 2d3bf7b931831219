import { type Answer, API, authorization, type Credentials, failureOf } from './api.ts';
import type { UploadView } from './maker-types.ts';

/** A file that is sent. */
export interface Sending {
  readonly kit: string;
  readonly credentials: Credentials;
  readonly file: File;
  /** Only asks what taking it in brings. */
  readonly dry: boolean;
  /** How much of it was sent, 0 to 1. */
  progress(part: number): void;
}

function answerOf(request: XMLHttpRequest): Answer<UploadView> {
  let told: unknown = {};
  try {
    told = JSON.parse(request.responseText);
  } catch {}
  return request.status === 200
    ? { ok: told as UploadView }
    : { failure: failureOf(request.status, told as object) };
}

/** Sends a file of a kit's readings. `fetch` does not tell how much was sent. */
export function sendFile({ kit, credentials, file, dry, progress }: Sending): Promise<Answer<UploadView>> {
  const query = new URLSearchParams({
    file: file.name.replaceAll(/[/\\]/g, '_').slice(-160),
    dry: String(dry),
  });
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${API}/kits/${encodeURIComponent(kit)}/uploads?${query}`);
    request.setRequestHeader('authorization', authorization(credentials));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => progress(total === 0 ? 1 : loaded / total);
    request.onload = () => resolve(answerOf(request));
    request.onerror = () => resolve({ failure: { kind: 'unreachable' } });
    request.send(file);
  });
}
