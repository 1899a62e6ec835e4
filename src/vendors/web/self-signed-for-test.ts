/** A certificate for 127.0.0.1 that nobody vouches for, and its key: worth nothing, made for the tests of this room. */
const certificate = [
  'MIIBljCCATygAwIBAgIUd32eQbbzfBDk5afYFtU2snOdPNEwCgYIKoZIzj0EAwIwFzEVMBMGA1UEAwwMbG9va291dC50ZXN0',
  'MCAXDTI2MTEyMjAxNTIxMFoYDzIxMjYxMDI5MDE1MjEwWjAXMRUwEwYDVQQDDAxsb29rb3V0LnRlc3QwWTATBgcqhkjOPQIB',
  'BggqhkjOPQMBBwNCAAQn3WG+faIo0r4vkAcLTx2pkH3lYtiPMGG4su1aS/zSEYlkC+J6Nul3Kh1wb54u/83qxRan5R5JZK9Y',
  'SpjkkaEzo2QwYjAdBgNVHQ4EFgQUt4LewEDH0G1XRBvTK34Zh+Hh3RwwHwYDVR0jBBgwFoAUt4LewEDH0G1XRBvTK34Zh+Hh',
  '3RwwDwYDVR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUCIHoDMSnDTtQ8qM3mXl4Zy3IP',
  'KfYFV2HCgXa2Wc0zC9UPAiEA6AHiryn1Ix5hdY4oxSC2QDSNFFWFKIbU8HIQ9WzKaok=',
].join('');
const privateKey = [
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQghIoMRnoIm0uQHzUNfFVigaXBXKzoNOBJQmVN7WSpPOOhRANC',
  'AAQn3WG+faIo0r4vkAcLTx2pkH3lYtiPMGG4su1aS/zSEYlkC+J6Nul3Kh1wb54u/83qxRan5R5JZK9YSpjkkaEz',
].join('');

const asPem = (label: string, base64: string): string =>
  `-----BEGIN ${label}-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;

export const selfSigned = { cert: asPem('CERTIFICATE', certificate), key: asPem('PRIVATE KEY', privateKey) };
