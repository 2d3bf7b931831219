/** First time of a bench message, UTC ms; every message of a kit gets its own. */
const START = Date.UTC(2026, 0, 1);

/** One native message of about 200 bytes with eight values; values and time differ from message to message. */
export function payloadOf(connection: number, message: number): Buffer {
  const wobble = ((connection * 31 + message * 7) % 1000) / 10;
  return Buffer.from(
    JSON.stringify({
      time: START + message * 1000,
      pm1: wobble,
      pm2_5: wobble + 1.5,
      pm10: wobble + 4.2,
      temperature: 18.4,
      humidity: 61.2,
      pressure: 101_325,
      noise_laeq: 54.3 + (message % 10),
      illuminance: 1200 + (message % 100),
    }),
  );
}
