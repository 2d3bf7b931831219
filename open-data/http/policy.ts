import type { FastifyHelmetOptions } from '@fastify/helmet';

/**
 * Security headers: pages load from this server only, images also from the origins given. What only makes sense
 * behind TLS (HSTS, upgrading of requests) is left to whoever terminates it: kits and phones reach a small server
 * by its address on the local network.
 */
export function contentPolicy(imageOrigins: readonly string[]): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...imageOrigins],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        scriptSrcAttr: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  };
}
