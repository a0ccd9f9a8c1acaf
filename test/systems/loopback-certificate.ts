/** Is a certificate for the name `localhost` that nobody but itself signed, valid until 2126. */
export const loopbackCertificate = `-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUfUAkHYvEFH2jyaznqhXarLoc4ZYwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTIzMjgyOFoYDzIxMjYxMDI4
MjMyODI4WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQo6B5dlveNNiSXCj/ZORLei9d/jJDwj7CrZ5ANa9fcWJe3QwRpJh0N
09vi2cURGTWuuP9x4T52spaX/mtyLDXQo2kwZzAdBgNVHQ4EFgQUxh9z3gUYvq0S
58awXdLaExXgGFswHwYDVR0jBBgwFoAUxh9z3gUYvq0S58awXdLaExXgGFswDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SAAwRQIgEWOM8lT5tk/9o8t6PvxM634IwlxOwc+oSHIuxaE7K8QCIQDdtWEKxw8R
6PilEw0tshnbwDhf3etPQEL0+5xb/1wv6w==
-----END CERTIFICATE-----
`

/** Is the key of that certificate; it protects nothing. */
export const loopbackKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgeBTEJDC7cUiM3DOZ
COv65kSpTNxlOP5KJ6DWquy+0JuhRANCAAQo6B5dlveNNiSXCj/ZORLei9d/jJDw
j7CrZ5ANa9fcWJe3QwRpJh0N09vi2cURGTWuuP9x4T52spaX/mtyLDXQ
-----END PRIVATE KEY-----
`
