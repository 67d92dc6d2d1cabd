// The service's API, with its problems turned into errors that can be shown.

export async function upload(file, { laterality, umPerPixel }, signal) {
  const form = new FormData();
  if (laterality) form.append('laterality', laterality);
  if (umPerPixel) form.append('umPerPixel', umPerPixel);
  // The name of the file may name a patient; the service has no use for it.
  form.append('photograph', new Blob([file], { type: file.type || 'application/octet-stream' }), 'photograph');
  return (await ask('analyses', { method: 'POST', body: form, signal })).json();
}

/** Asks for the status until the analysis is done, telling of every change. */
export async function follow(status, onChange, signal) {
  while (status.state === 'queued' || status.state === 'running') {
    onChange(status);
    await pause(250, signal);
    status = await (await ask(status.links.self, { signal })).json();
  }
  if (status.state !== 'completed') throw new Error(status.failure ?? 'The analysis was cancelled.');
  return status;
}

export const fetchJson = async (url, signal) => (await ask(url, { signal })).json();

export const fetchBitmap = async (url, options, signal) => createImageBitmap(await (await ask(url, { signal })).blob(), options);

/** Drops an analysis; survives the page being closed. */
export const drop = url => fetch(url, { method: 'DELETE', keepalive: true }).catch(() => {});

async function ask(url, options) {
  const response = await fetch(url, options);
  if (response.ok) return response;
  const problem = await response.json().catch(() => null);
  const again = response.headers.get('Retry-After');
  throw new Error((problem?.detail ?? `The service answered ${response.status}.`) + (again ? ` Try again in ${again} s.` : ''));
}

const pause = (ms, signal) => new Promise((resolve, reject) => {
  const timer = setTimeout(resolve, ms);
  signal?.addEventListener('abort', () => { clearTimeout(timer); reject(signal.reason); }, { once: true });
});
