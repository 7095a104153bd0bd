package dev.verge.auth;

final class JwtVerifier {}
