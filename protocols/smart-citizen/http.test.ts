import { describe, expect, it } from 'vitest';
import { envelopeOf, TAKEN } from '../cases.ts';
import { SMART_CITIZEN } from './protocol.ts';

function answer(path: string) {
  return SMART_CITIZEN.doors.find((door) => door.path === path)?.answer(TAKEN);
}

describe("the doors of Smart Citizen's API", () => {
  it('answer readings as the platform does', () => {
    const { status, body = '' } = answer('/v0/devices/:id/readings') ?? {};
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ id: 'ok', errors: '' });
  });

  it.each(['/v0/add', '/add'])('answer %s with the time, by which such kits set their clocks', (path) => {
    const { status, body = '' } = answer(path) ?? {};
    const parts = /^UTC:(\d{4}),(\d{1,2}),(\d{1,2}),(\d\d),(\d\d),(\d\d)#$/.exec(body)?.slice(1).map(Number);
    const [y = 0, month = 0, d, h, m, s] = parts ?? [];
    expect(status).toBe(200);
    expect(Math.abs(Date.UTC(y, month - 1, d, h, m, s) - Date.now())).toBeLessThan(5000);
  });

  it('take no request without the header for one of an old kit', () => {
    const envelope = envelopeOf(
      { transports: ['http'] },
      { topic: '/add', headers: {}, payload: Buffer.alloc(0) },
    );
    expect(SMART_CITIZEN.recognises(envelope)).toBe(false);
  });

  it('are named in the settings of a kit that has no token of the firmware', () => {
    const at = { kit: 'roof', host: 'kits.example', mqttPort: 1883, openMqttPort: 1884, httpPort: 8080 };
    expect(SMART_CITIZEN.settings({ ...at, externalId: '1234', token: 's3cret' })).toEqual([
      { name: 'URL', value: 'http://kits.example:8080/v0/devices/1234/readings' },
      { name: 'Authorization', value: 'Bearer s3cret' },
    ]);
    const words = JSON.stringify(SMART_CITIZEN.settings({ ...at, externalId: 'a1b2c3', token: undefined }));
    expect(words).toContain('mqttsrv -host kits.example -port 1884');
  });

  it('belong to other devices than the topics: a number names one, and neither says the user of a forwarded message', () => {
    const payload = Buffer.from('{}');
    const topic = '/forward/s3cr3t/device/1234/readings';
    const envelope = envelopeOf({ transports: ['mqtt'] }, { topic, headers: {}, payload });
    expect(SMART_CITIZEN.externalId(envelope)).toBe('1234');
    expect(SMART_CITIZEN.recognises({ ...envelope, topic: '/forward/a/b/device/1234/readings' })).toBe(false);
  });
});
